package dev.bulwark.benchmarks;

/** The command line asks for something that isn't there. Its message is for the person who typed it. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
