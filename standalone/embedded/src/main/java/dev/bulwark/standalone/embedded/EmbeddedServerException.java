package dev.bulwark.standalone.embedded;

/** A server could not be started. The message is one line for the person at the terminal: what is wrong, what to do. */
public final class EmbeddedServerException extends RuntimeException {

    EmbeddedServerException(String message) {
        super(message);
    }

    EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
