package dev.bulwark.platform.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Whether the path and query of a request can be read in one way only: characters that RFC 3986 allows there, percent escapes that are
 * whole and decode to UTF-8, and no NUL, which no database column holds.
 *
 * <p>Brackets are allowed in a query although RFC 3986 doesn't: browsers and their libraries send {@code status[]=} as it is.
 */
public final class RequestTarget {

    private static final String PATH_PUNCTUATION = "-._~:/@!$&'()*+,;=";
    private static final String QUERY_PUNCTUATION = PATH_PUNCTUATION + "?[]";
    private static final int ESCAPE_CHARS = 3;

    private RequestTarget() {}

    /** @param query without its question mark; null when there is none */
    public static boolean isReadable(String path, @Nullable String query) {
        return holdsOnly(path, PATH_PUNCTUATION) && (query == null || holdsOnly(query, QUERY_PUNCTUATION));
    }

    private static boolean holdsOnly(String raw, String punctuation) {
        boolean decodes = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int octet = octet(raw, i);
                if (octet <= 0) {
                    return false;
                }
                decodes |= octet > '~';
                i += ESCAPE_CHARS - 1;
            } else if (!isLetterOrDigit(c) && punctuation.indexOf(c) < 0) {
                return false;
            }
        }
        return !decodes || isUtf8(raw);
    }

    /** The octet that the escape at {@code at} stands for, or -1 if it isn't whole. */
    private static int octet(String raw, int at) {
        return at + 2 < raw.length()
                        && HexFormat.isHexDigit(raw.charAt(at + 1))
                        && HexFormat.isHexDigit(raw.charAt(at + 2))
                ? HexFormat.fromHexDigits(raw, at + 1, at + ESCAPE_CHARS)
                : -1;
    }

    private static boolean isUtf8(String raw) {
        ByteBuffer octets = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                octets.put((byte) octet(raw, i));
                i += ESCAPE_CHARS - 1;
            } else {
                octets.put((byte) raw.charAt(i));
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
