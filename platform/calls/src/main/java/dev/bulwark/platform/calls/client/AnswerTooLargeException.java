package dev.bulwark.platform.calls.client;

import java.io.IOException;

/** The answer has more bytes than the caller reads; the connection was closed on the rest. */
final class AnswerTooLargeException extends IOException {

    AnswerTooLargeException(int maxBytes) {
        super("the answer has more than " + maxBytes + " bytes");
    }
}
