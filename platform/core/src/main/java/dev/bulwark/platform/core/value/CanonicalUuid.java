package dev.bulwark.platform.core.value;

import java.util.Optional;
import java.util.UUID;

/**
 * The one spelling of an id: 36 characters, hexadecimal digits and four hyphens in their places. Capitals are the same id.
 *
 * <p>{@link UUID#fromString} also reads {@code 1-2-3-4-5}, so that many texts would be the same resource.
 */
public final class CanonicalUuid {

    /** What is allowed, for people. */
    public static final String RULE = "must be a UUID of 36 characters";

    private static final int CHARS = 36;

    private CanonicalUuid() {}

    /** The id, or nothing if the text is spelled in any other way. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != CHARS) {
            return Optional.empty();
        }
        for (int i = 0; i < CHARS; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text.charAt(i) != '-' : !isHexDigit(text.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(UUID.fromString(text));
    }

    /** ASCII only, unlike {@link Character#digit}. */
    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
