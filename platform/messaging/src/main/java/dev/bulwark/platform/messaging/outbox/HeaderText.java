package dev.bulwark.platform.messaging.outbox;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Headers as one column: a {@code name=value} a line, readable in psql and cheaper than JSON.
 *
 * <p>What would break a line ({@code %}, {@code =} in a name, line feeds) is percent-encoded, so that any headers come back as they were.
 */
public final class HeaderText {

    private HeaderText() {}

    /** The headers in their order. */
    public static String write(Map<String, String> headers) {
        StringBuilder text = new StringBuilder(384);
        headers.forEach((name, value) -> text.append(escape(name).replace("=", "%3D"))
                .append('=')
                .append(escape(value))
                .append('\n'));
        return text.toString();
    }

    /** The inverse of {@link #write}, in the same order. @throws IllegalArgumentException if the text was not written by it */
    public static Map<String, String> read(String text) {
        Map<String, String> headers = new LinkedHashMap<>(16);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int equals = text.indexOf('=', start);
            if (equals < 0 || end < equals) {
                throw new IllegalArgumentException("header text without '=' or line feed after character " + start);
            }
            headers.put(unescape(text.substring(start, equals)), unescape(text.substring(equals + 1, end)));
            start = end + 1;
        }
        return headers;
    }

    private static String escape(String part) {
        return part.indexOf('%') < 0 && part.indexOf('\n') < 0
                ? part
                : part.replace("%", "%25").replace("\n", "%0A");
    }

    private static String unescape(String part) {
        return part.indexOf('%') < 0
                ? part
                : part.replace("%3D", "=").replace("%0A", "\n").replace("%25", "%");
    }
}
