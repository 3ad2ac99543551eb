package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A call to one outside provider over HTTP, as its adapter makes it: once, never retried, whatever comes back. */
@FunctionalInterface
public interface HttpExchange {

    /**
     * What is sent.
     *
     * @param path below the provider's URL, with a slash at the beginning
     * @param headers besides those of the body and of the trace
     * @param body posted; null to get
     */
    record Request(
            String path,
            Map<String, String> headers,
            @Nullable Body body) {

        public static Request get(String path) {
            return new Request(path, Map.of(), null);
        }

        public static Request post(String path, String mediaType, byte[] content) {
            return new Request(path, Map.of(), new Body(mediaType, content));
        }

        /** With this header too. */
        public Request header(String name, String value) {
            return new Request(path, Map.of(name, value), body);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Body(String mediaType, byte[] content) {}

    /**
     * What came back.
     *
     * @param retryAfter how long the provider asks us to wait, 0 or more; null where it doesn't, or not in a way that can be read
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Response(int status, byte[] body, @Nullable Duration retryAfter) {

        public Response(int status, byte[] body) {
            this(status, body, null);
        }
    }

    /**
     * Waits for the answer.
     *
     * @param atMost the whole time it may take, the last byte of the answer included
     * @throws IOException no connection, no complete answer in time, an answer that is too large or no HTTP: whether the call took effect is unknown
     */
    Response send(Request request, Duration atMost) throws IOException;

    /** @throws IllegalArgumentException if this isn't the URL that paths can be appended to */
    static void requireBaseUrl(String property, URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    property + " must be an absolute URL without a slash at the end, not " + url);
        }
    }
}
