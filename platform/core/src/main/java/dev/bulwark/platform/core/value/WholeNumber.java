package dev.bulwark.platform.core.value;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Whole numbers in parameters and headers: ASCII digits, a minus before a negative one, no leading zeros.
 *
 * <p>{@link Long#parseLong} also reads a plus and the digits of every script, Spring's conversion hexadecimal numbers.
 */
public final class WholeNumber {

    /** What is allowed, for people. */
    public static final String RULE = "must be a whole number within its range";

    private static final Pattern FORM = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private WholeNumber() {}

    /** The number, or nothing if the text is spelled in any other way or leaves the range of a long. */
    public static OptionalLong parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // 19 digits can be too many
        }
    }
}
