package dev.bulwark.platform.messaging.operations;

import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.value.FreeText;
import org.jspecify.annotations.Nullable;

/** Why an operator does something: said before it is done. */
public final class Reason {

    private static final FreeText RULE = FreeText.lines(1_000);

    private Reason() {}

    /** Notes a violation at {@code /reason} unless it says something, and returns it as it came. */
    public static String required(Violations violations, @Nullable String reason) {
        return violations.required(reason, "/reason", RULE);
    }
}
