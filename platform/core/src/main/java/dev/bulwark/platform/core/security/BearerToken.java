package dev.bulwark.platform.core.security;

import org.jspecify.annotations.Nullable;

/**
 * Takes the token out of an {@code Authorization} header as RFC 9110 §11.4 and RFC 6750 §2.1 write it: the scheme, one or more spaces,
 * one token.
 *
 * <p>Reads character by character: the framework's regular expression took 4 % of a service's time under load.
 */
public final class BearerToken {

    private static final String SCHEME = "Bearer";

    private BearerToken() {}

    /**
     * The token, or null where there is no header or one of another scheme.
     *
     * @throws BadTokenException if the scheme is {@code Bearer} and what follows is no single token
     */
    public static @Nullable String from(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int start = SCHEME.length();
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        if (start == SCHEME.length()) {
            throw new BadTokenException("token missing", null);
        }
        String token = header.substring(start);
        if (!isToken68(token)) {
            throw new BadTokenException("token malformed", null);
        }
        return token;
    }

    /** One or more of these characters, then any number of {@code =}. */
    private static boolean isToken68(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = token.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }
}
