package dev.bulwark.platform.messaging.operations;

import dev.bulwark.platform.core.problem.Violations;
import org.jspecify.annotations.Nullable;

/** Why an operator does something: said before it is done. */
public final class Reason {

    private static final int MAX_CHARS = 1_000;

    private Reason() {}

    /** Notes a violation at {@code /reason} unless it says something, and returns it without the blanks around it. */
    public static String required(Violations violations, @Nullable String reason) {
        String text = reason == null ? "" : reason.strip();
        violations.check(
                !text.isEmpty() && text.length() <= MAX_CHARS && text.indexOf('\0') < 0,
                "/reason",
                "is required: 1 to " + MAX_CHARS + " characters");
        return text;
    }
}
