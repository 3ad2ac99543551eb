package dev.bulwark.gateway.routing;

import java.util.Locale;

/**
 * Who may use a route.
 *
 * @param scope what a token must carry; empty unless {@link Kind#SCOPE}
 */
public record Access(Kind kind, String scope) {

    public enum Kind {
        /** Anybody; a token, if there is one, isn't looked at. */
        OPEN,
        /** Anybody; but a token that comes along must be good. */
        ANONYMOUS,
        /** Whoever has a good token. */
        AUTHENTICATED,
        /** Whoever has a good token with a certain scope. */
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
