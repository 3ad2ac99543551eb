package dev.bulwark.payment.psp;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** One HTTP exchange with the provider. */
@FunctionalInterface
interface PspExchange {

    /** @param body JSON, cut off at some kilobytes */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Response(int status, byte[] body) {}

    /**
     * Posts JSON, or gets where there is none, and waits for the answer.
     *
     * @param path below the provider's URL
     * @param idempotencyKey null where the path or the body names the key
     * @param json null to get
     * @throws IOException no connection, no answer in time, an answer that is no HTTP: whether it took effect is unknown
     */
    Response send(String path, @Nullable String idempotencyKey, byte @Nullable [] json, Duration atMost)
            throws IOException;
}
