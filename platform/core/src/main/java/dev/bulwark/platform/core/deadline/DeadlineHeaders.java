package dev.bulwark.platform.core.deadline;

import java.time.Duration;
import java.time.InstantSource;

import dev.bulwark.platform.core.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A deadline from its headers: {@code X-Timeout-Ms}, else {@code X-Deadline}, else the default; clamped to the longest budget.
 *
 * @param defaultBudget where neither header is there
 * @param longestBudget what any other is clamped to
 */
public record DeadlineHeaders(Duration defaultBudget, Duration longestBudget) {

    /** @throws dev.bulwark.platform.core.problem.ProblemException 400 {@code bad-deadline} for what is no number, or negative */
    public Deadline read(@Nullable String timeout, @Nullable String deadline, InstantSource clock) {
        long now = clock.millis();
        if (timeout != null) {
            return clamped(now, parse(timeout), clock);
        }
        if (deadline != null) {
            return clamped(now, parse(deadline) - now, clock);
        }
        return clamped(now, defaultBudget.toMillis(), clock);
    }

    private Deadline clamped(long now, long budgetMillis, InstantSource clock) {
        return new Deadline(now + Math.min(budgetMillis, longestBudget.toMillis()), clock);
    }

    private static long parse(String value) {
        try {
            long number = Long.parseLong(value.trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the answer is the same as for a negative one
        }
        throw Problem.of(400, "bad-deadline", "The deadline is no number of milliseconds")
                .exception();
    }
}
