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
     * Posts JSON and waits for the answer.
     *
     * @param path below the provider's URL
     * @param idempotencyKey null where the body names the key
     * @throws IOException no connection, no answer in time, an answer that is no HTTP: whether it took effect is unknown
     */
    Response post(String path, @Nullable String idempotencyKey, byte[] json, Duration atMost) throws IOException;
}
