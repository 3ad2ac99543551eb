package dev.bulwark.platform.core.problem;

import java.util.ArrayList;
import java.util.List;

import dev.bulwark.platform.core.value.FreeText;
import org.jspecify.annotations.Nullable;

/** Collects everything wrong with a request, so that the client hears of all of it at once. Not for use by several threads. */
public final class Violations {

    /** More than these help nobody, and a body of 1 MB could hold very many. */
    private static final int MAX_VIOLATIONS = 100;

    private final List<Violation> found = new ArrayList<>();

    /** Notes the violation unless {@code allowed}. Returns {@code allowed}, to guard checks that need this one. */
    public boolean check(boolean allowed, String pointer, String message) {
        if (!allowed && found.size() < MAX_VIOLATIONS) {
            found.add(new Violation(pointer, message));
        }
        return allowed;
    }

    /** A text that the rule allows; noted and empty where it is missing or not allowed. */
    public String required(@Nullable String text, String pointer, FreeText rule) {
        if (!check(text != null, pointer, "is required") || text == null) {
            return "";
        }
        String fault = rule.fault(text);
        return check(fault == null, pointer, String.valueOf(fault)) ? text : "";
    }

    /** A text that the rule allows, or null where it is missing or empty, which forms send for what nobody filled in. */
    public @Nullable String optional(@Nullable String text, String pointer, FreeText rule) {
        return text == null || text.isEmpty() ? null : required(text, pointer, rule);
    }

    /** What is searched for, which may be blank, or null where it is missing or empty. */
    public @Nullable String search(@Nullable String text, String pointer, FreeText rule) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        String fault = rule.faultOfCharacters(text);
        check(fault == null, pointer, String.valueOf(fault));
        return text;
    }

    /** @throws ProblemException 400 {@code /problems/validation} with all of them, if there are any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Problem.validation(found).exception();
        }
    }
}
