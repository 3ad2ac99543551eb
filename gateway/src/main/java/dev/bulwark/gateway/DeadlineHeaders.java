package dev.bulwark.gateway;

import java.util.List;

import dev.bulwark.gateway.problem.Problem;
import dev.bulwark.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads the moment after which nobody listens: {@code X-Deadline} (epoch milliseconds) or {@code X-Timeout-Ms}.
 *
 * <p>A caller may only shorten the route's budget: a later moment is clamped to it, silently.
 */
final class DeadlineHeaders {

    static final String DEADLINE = "X-Deadline";
    static final String TIMEOUT = "X-Timeout-Ms";

    /** More digits than this are far beyond any budget, and beyond what a long holds. */
    private static final int MAX_DIGITS = 18;

    private DeadlineHeaders() {}

    /**
     * @return epoch milliseconds, after {@code nowMillis}
     * @throws Refusal 400 for both headers, a header twice, or what isn't a number from 0 up; 504 when already past
     */
    static long resolve(HttpHeaders headers, long nowMillis, long budgetMillis) {
        String absolute = single(headers, DEADLINE);
        String relative = single(headers, TIMEOUT);
        if (absolute != null && relative != null) {
            throw bad("Send " + DEADLINE + " or " + TIMEOUT + ", not both.");
        }
        long latest = nowMillis + budgetMillis;
        long wanted = latest;
        if (absolute != null) {
            wanted = number(absolute, DEADLINE);
        } else if (relative != null) {
            // Clamped before it is added: the sum can't overflow.
            wanted = nowMillis + Math.min(number(relative, TIMEOUT), budgetMillis);
        }
        if (wanted <= nowMillis) {
            throw new Refusal(Problem.deadlineExceeded());
        }
        return Math.min(wanted, latest);
    }

    private static @Nullable String single(HttpHeaders headers, String name) {
        List<String> values = headers.getOrEmpty(name);
        if (values.size() > 1) {
            throw bad("Send " + name + " once.");
        }
        return values.isEmpty() ? null : values.getFirst().trim();
    }

    private static long number(String text, String name) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw bad(name + " must be a whole number of milliseconds, not negative.");
        }
        return text.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static Refusal bad(String detail) {
        return new Refusal(Problem.badDeadline(detail));
    }
}
