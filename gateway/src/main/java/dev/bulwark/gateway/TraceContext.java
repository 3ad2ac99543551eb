package dev.bulwark.gateway;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * The gateway's own place in a W3C trace: a child of the caller's span when the caller sent a valid
 * {@code traceparent}, else a new trace.
 *
 * @param inherited whether the trace is the caller's, and with it {@code tracestate}
 */
record TraceContext(String traceId, String spanId, String flags, boolean inherited) {

    private static final int LENGTH = 55;
    private static final HexFormat HEX = HexFormat.of();

    /** A new trace asks to be recorded: whether it is kept is decided where whole traces are seen. */
    private static final String SAMPLED = "01";

    static TraceContext childOf(@Nullable String traceparent) {
        return traceparent != null && isValid(traceparent)
                ? new TraceContext(traceparent.substring(3, 35), newId(), traceparent.substring(53, LENGTH), true)
                : new TraceContext(newId() + newId(), newId(), SAMPLED, false);
    }

    String traceparent() {
        return "00-" + traceId + '-' + spanId + '-' + flags;
    }

    /** Version 00 exactly; a higher version may go on after another dash, as the specification asks. */
    private static boolean isValid(String value) {
        if (value.length() < LENGTH || value.startsWith("ff")) {
            return false;
        }
        if (value.length() > LENGTH && (value.startsWith("00") || value.charAt(LENGTH) != '-')) {
            return false;
        }
        return isHex(value, 0, 2)
                && value.charAt(2) == '-'
                && isId(value, 3, 35)
                && value.charAt(35) == '-'
                && isId(value, 36, 52)
                && value.charAt(52) == '-'
                && isHex(value, 53, LENGTH);
    }

    private static boolean isId(String value, int from, int to) {
        boolean allZero = true;
        for (int i = from; i < to; i++) {
            allZero &= value.charAt(i) == '0';
        }
        return !allZero && isHex(value, from, to);
    }

    private static boolean isHex(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String newId() {
        long random = ThreadLocalRandom.current().nextLong();
        return HEX.toHexDigits(random == 0 ? 1 : random);
    }
}
