package dev.bulwark.platform.core.trace;

/**
 * Reads {@code version-traceid-spanid-flags} as <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> says: lower-case
 * hexadecimal, no ids of zeros only, version {@code ff} refused, later versions read by their first four fields. Allocates only the ids.
 */
public final class Traceparent {

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;

    private Traceparent() {}

    public static boolean isValid(String header) {
        return header.length() >= LENGTH
                && hasVersion(header)
                && header.charAt(TRACE_ID - 1) == '-'
                && header.charAt(SPAN_ID - 1) == '-'
                && header.charAt(FLAGS - 1) == '-'
                && isId(header, TRACE_ID, SPAN_ID - 1)
                && isId(header, SPAN_ID, FLAGS - 1)
                && digit(header.charAt(FLAGS)) >= 0
                && digit(header.charAt(FLAGS + 1)) >= 0;
    }

    static String traceId(String valid) {
        return valid.substring(TRACE_ID, SPAN_ID - 1);
    }

    static boolean isSampled(String valid) {
        return (digit(valid.charAt(FLAGS + 1)) & 1) == 1;
    }

    private static boolean hasVersion(String header) {
        char first = header.charAt(0);
        char second = header.charAt(1);
        if (digit(first) < 0 || digit(second) < 0 || (first == 'f' && second == 'f')) {
            return false;
        }
        boolean versionZero = first == '0' && second == '0';
        return header.length() == LENGTH || (!versionZero && header.charAt(LENGTH) == '-');
    }

    private static boolean isId(String header, int from, int to) {
        int bits = 0;
        for (int i = from; i < to; i++) {
            int digit = digit(header.charAt(i));
            if (digit < 0) {
                return false;
            }
            bits |= digit;
        }
        return bits != 0;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
