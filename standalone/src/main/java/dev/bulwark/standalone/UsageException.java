package dev.bulwark.standalone;

/** The command line or the environment asks for something that isn't there. Its message is one line for the person who typed it. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
