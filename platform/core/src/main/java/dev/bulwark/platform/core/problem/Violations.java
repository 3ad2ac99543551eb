package dev.bulwark.platform.core.problem;

import java.util.ArrayList;
import java.util.List;

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

    /** @throws ProblemException 400 {@code /problems/validation} with all of them, if there are any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Problem.validation(found).exception();
        }
    }
}
