package dev.bulwark.platform.core.value;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a product. It is written in one way only, and is safe as a segment of a path: it has no slash and is never {@code .} or
 * {@code ..}.
 *
 * @param value 1 to 64 characters; upper and lower case are different skus
 */
public record Sku(String value) implements Comparable<Sku> {

    /** A regular expression without anchors, for OpenAPI. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** What is allowed, for people. */
    public static final String RULE =
            "must be 1 to 64 letters, digits, dots, hyphens or underscores, the first a letter or digit";

    private static final Pattern VALID = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException if the value isn't a sku */
    public Sku {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a sku " + RULE);
        }
    }

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /** The sku, or nothing if the text isn't one. */
    public static Optional<Sku> parse(String text) {
        return isValid(text) ? Optional.of(new Sku(text)) : Optional.empty();
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
