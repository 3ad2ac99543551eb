package dev.bulwark.gateway.server;

/** The body of a request isn't encoded as its headers say. The server has answered the request with 400 already. */
public final class UndecodableBodyException extends RuntimeException {

    UndecodableBodyException() {
        super("the body can't be decoded", null, false, false);
    }
}
