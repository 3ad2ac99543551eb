package dev.bulwark.order.web;

import dev.bulwark.platform.core.problem.Violations;
import org.jspecify.annotations.Nullable;

/** Checks of single fields; what fails is noted, and an empty value stands in until the notes are thrown. */
final class Fields {

    private final Violations violations;

    Fields(Violations violations) {
        this.violations = violations;
    }

    /** A text with something in it. */
    String required(@Nullable String value, String pointer, int maxChars) {
        boolean present = value != null && !value.isBlank();
        violations.check(present, pointer, "is required");
        String checked = optional(value, pointer, maxChars);
        return checked == null ? "" : checked;
    }

    /** A text, absent where it is missing or blank; without control characters, for it goes to other people's systems. */
    @Nullable
    String optional(@Nullable String value, String pointer, int maxChars) {
        if (value == null || value.isBlank()) {
            return null;
        }
        violations.check(value.length() <= maxChars, pointer, "must have at most " + maxChars + " characters");
        violations.check(
                value.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r'),
                pointer,
                "must not have control characters");
        return value.strip();
    }

    /** A name for machines: letters, digits, and {@code . _ -}. */
    String token(@Nullable String value, String pointer, int maxChars) {
        if (value == null || value.isEmpty()) {
            violations.check(false, pointer, "is required");
            return "";
        }
        violations.check(
                value.length() <= maxChars && value.chars().allMatch(Fields::isTokenChar),
                pointer,
                "must be 1 to " + maxChars + " letters, digits, dots, hyphens or underscores");
        return value;
    }

    static boolean isTokenChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }
}
