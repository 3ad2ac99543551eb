package dev.bulwark.platform.core.deadline;

import java.time.Duration;
import java.time.InstantSource;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a deadline from the headers {@code X-Timeout-Ms} and {@code X-Deadline}, at the gateway and in every service. A later moment than
 * the longest budget allows is clamped to it; one that has passed is returned as it is.
 *
 * @param defaultBudget where neither header is there
 * @param longestBudget what any other is clamped to
 */
public record DeadlineHeaders(Duration defaultBudget, Duration longestBudget) {

    /** More digits than this are later than any budget, and more than a long holds. */
    private static final int MAX_DIGITS = 18;

    /**
     * From a caller inside the platform, which sends both: the time-out counts, for it needs no agreement on the time.
     *
     * @throws ProblemException 400 {@code bad-deadline} for anything but digits
     */
    public Deadline read(@Nullable String timeout, @Nullable String deadline, InstantSource clock) {
        long now = clock.millis();
        if (timeout != null) {
            return clamped(now, number(timeout, Deadline.TIMEOUT_HEADER), clock);
        }
        if (deadline != null) {
            return clamped(now, number(deadline, Deadline.DEADLINE_HEADER) - now, clock);
        }
        return clamped(now, defaultBudget.toMillis(), clock);
    }

    /**
     * From a client, which may send one of the two.
     *
     * @throws ProblemException 400 {@code bad-deadline} for both headers, or anything but digits
     */
    public Deadline readFromClient(@Nullable String timeout, @Nullable String deadline, InstantSource clock) {
        if (timeout != null && deadline != null) {
            throw bad("Send " + Deadline.DEADLINE_HEADER + " or " + Deadline.TIMEOUT_HEADER + ", not both.");
        }
        return read(timeout, deadline, clock);
    }

    private Deadline clamped(long now, long budgetMillis, InstantSource clock) {
        return new Deadline(now + Math.min(budgetMillis, longestBudget.toMillis()), clock);
    }

    private static long number(String value, String header) {
        String digits = value.trim();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw bad(header + " must be a whole number of milliseconds, not negative.");
        }
        return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static ProblemException bad(String detail) {
        return Problem.of(400, "bad-deadline", "The deadline can't be read")
                .detail(detail)
                .exception();
    }
}
