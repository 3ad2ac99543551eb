package dev.bulwark.standalone;

/** Something the platform needs can't be had. Its message is one line for the person at the terminal. */
final class StartFailedException extends RuntimeException {

    StartFailedException(String message) {
        super(message);
    }
}
