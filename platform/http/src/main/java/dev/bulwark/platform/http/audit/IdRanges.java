package dev.bulwark.platform.http.audit;

import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.core.problem.Violations;

/**
 * Ranges of order ids that a digest is asked for, both ends included.
 *
 * @param first the lowest id of each
 * @param last the highest id of each
 */
public record IdRanges(List<UUID> first, List<UUID> last) {

    /** An address with more would be longer than servers take. */
    public static final int MAX_RANGES = 64;

    /** @throws dev.bulwark.platform.core.problem.ProblemException 400 if it isn't one end for each beginning, or there are too many */
    public IdRanges {
        first = List.copyOf(first);
        last = List.copyOf(last);
        Violations violations = new Violations();
        violations.check(!first.isEmpty() && first.size() <= MAX_RANGES, "/first", "must be 1 to " + MAX_RANGES);
        violations.check(last.size() == first.size(), "/last", "must be as many as first");
        violations.throwIfAny();
    }

    /** For a statement's parameter of type {@code uuid[]}. */
    String[] firstTexts() {
        return texts(first);
    }

    String[] lastTexts() {
        return texts(last);
    }

    private static String[] texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
