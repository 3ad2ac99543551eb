package dev.bulwark.gateway.routing;

import java.util.Locale;

/**
 * Who may use a route.
 *
 * @param scope the scope that a token must have; empty unless {@link Kind#SCOPE}
 */
public record Access(Kind kind, String scope) {

    public enum Kind {
        /** Anybody; a token, if there is one, is ignored. */
        OPEN,
        /** Anybody; but a token, if there is one, must be valid. */
        ANONYMOUS,
        /** Whoever has a valid token. */
        AUTHENTICATED,
        /** Whoever has a valid token with a certain scope. */
        SCOPE
    }

    private static final String SCOPE_PREFIX = "scope:";

    /** Reads {@code open}, {@code anonymous}, {@code authenticated} or {@code scope:<name>}. */
    public static Access of(String text) {
        if (text.startsWith(SCOPE_PREFIX) && text.length() > SCOPE_PREFIX.length()) {
            return new Access(Kind.SCOPE, text.substring(SCOPE_PREFIX.length()));
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "open" -> new Access(Kind.OPEN, "");
            case "anonymous" -> new Access(Kind.ANONYMOUS, "");
            case "authenticated" -> new Access(Kind.AUTHENTICATED, "");
            default ->
                throw new IllegalArgumentException(
                        "access is open, anonymous, authenticated or scope:<name>, not '" + text + "'");
        };
    }
}
