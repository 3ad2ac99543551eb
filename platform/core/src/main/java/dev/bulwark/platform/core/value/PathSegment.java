package dev.bulwark.platform.core.value;

import java.nio.charset.StandardCharsets;

/**
 * A value as one segment of a path: whatever it holds, it can't end the segment, and it can't be a step up or none at all.
 */
public final class PathSegment {

    private static final String UNRESERVED = "-._~";

    private PathSegment() {}

    /**
     * The value in UTF-8, percent-encoded but for the unreserved characters of RFC 3986.
     *
     * @throws IllegalArgumentException as {@link #require}
     */
    public static String encode(String value) {
        require(value);
        StringBuilder segment = new StringBuilder(value.length() + 16);
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (isUnreserved(c)) {
                segment.append(c);
            } else {
                segment.append('%').append(hex(octet >> 4)).append(hex(octet));
            }
        }
        return segment.toString();
    }

    /** @throws IllegalArgumentException for what names no segment however it is encoded: nothing, {@code .} and {@code ..} */
    public static void require(String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("'" + value + "' is not a segment of a path");
        }
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xF, 16));
    }
}
