package dev.bulwark.shipping.carrier;

import java.io.IOException;
import java.time.Duration;

/** One HTTP exchange with the carrier. */
@FunctionalInterface
interface CarrierExchange {

    /** @param line text, cut off at some kilobytes */
    record Response(int status, String line) {

        boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Posts a line and waits for the answer.
     *
     * @param path below the carrier's URL
     * @throws IOException no connection, no answer in time, an answer that is no HTTP: whether it took effect is
     * unknown
     */
    Response post(String path, String line, Duration atMost) throws IOException;
}
