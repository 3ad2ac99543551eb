package dev.bulwark.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * How a request is found again in logs and traces.
 *
 * @param id the caller's when it is 1 to 128 of {@code A-Z a-z 0-9 . _ -}, else a new UUIDv7: anything else could forge
 *     log lines
 */
record Correlation(String id, TraceContext trace) {

    static final String HEADER = "X-Correlation-Id";

    private static final int MAX_LENGTH = 128;

    static Correlation of(HttpHeaders headers, long nowMillis) {
        String offered = headers.getFirst(HEADER);
        String id = isSane(offered) ? offered : UuidV7.at(nowMillis).toString();
        return new Correlation(id, TraceContext.childOf(headers.getFirst("traceparent")));
    }

    @org.springframework.lang.Contract("null -> false")
    private static boolean isSane(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
