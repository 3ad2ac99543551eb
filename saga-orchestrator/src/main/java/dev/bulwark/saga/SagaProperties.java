package dev.bulwark.saga;

import java.time.Duration;
import java.util.List;

import dev.bulwark.saga.domain.SagaPolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient sagas are, and how their timers work.
 *
 * @param stepBudget how long an action may take before its outcome counts as unknown. Longer than a slow payment provider with its
 *     retries; short enough that the customer still waits for the answer.
 * @param resendAfter when an unanswered action is sent again. It heals a lost message, and nothing is lost twice in a row by chance.
 * @param sagaTimeout how long a saga may advance. All three budgets, and an outage of a minute between them.
 * @param retryBase upper bound of the first pause before a compensation is sent again: a healthy participant has answered by then.
 * @param retryCap upper bound of every such pause: how long an undo lags behind the end of an outage.
 * @param stuckAfterAttempts compensations sent before somebody should look; with the pauses above, some five minutes.
 * @param timerPoll pause between looks at the timers. They count in seconds, and four queries a second are no load.
 * @param timerBatch sagas moved by timers in one transaction; as many as messages in a batch, for the same reason.
 * @param settleAfterOutage how long timers wait when the broker has come back, so that participants can publish what they held back.
 */
@ConfigurationProperties("bulwark.saga")
public record SagaProperties(
        @DefaultValue("30s") Duration stepBudget,
        @DefaultValue({"5s", "15s"}) List<Duration> resendAfter,
        @DefaultValue("150s") Duration sagaTimeout,
        @DefaultValue("4s") Duration retryBase,
        @DefaultValue("30s") Duration retryCap,
        @DefaultValue("20") int stuckAfterAttempts,
        @DefaultValue("250ms") Duration timerPoll,
        @DefaultValue("500") int timerBatch,
        @DefaultValue("5s") Duration settleAfterOutage) {

    private static final Duration DAY = Duration.ofDays(1);

    public SagaProperties {
        resendAfter = List.copyOf(resendAfter);
        within("step-budget", stepBudget, Duration.ofMillis(1), DAY);
        risingWithin(resendAfter, stepBudget);
        within("saga-timeout", sagaTimeout, stepBudget, DAY);
        within("retry-base", retryBase, Duration.ofMillis(1), DAY);
        within("retry-cap", retryCap, retryBase, DAY);
        within("timer-poll", timerPoll, Duration.ofMillis(10), Duration.ofMinutes(1));
        within("settle-after-outage", settleAfterOutage, Duration.ZERO, Duration.ofMinutes(10));
        within("stuck-after-attempts", stuckAfterAttempts, 1, 1_000);
        within("timer-batch", timerBatch, 1, 5_000);
    }

    /** As the decider goes by it. */
    public SagaPolicy policy() {
        return new SagaPolicy(stepBudget, resendAfter, sagaTimeout, retryBase, retryCap, stuckAfterAttempts);
    }

    private static void risingWithin(List<Duration> resendAfter, Duration stepBudget) {
        Duration last = Duration.ZERO;
        for (Duration after : resendAfter) {
            if (after.compareTo(last) <= 0 || after.compareTo(stepBudget) >= 0) {
                throw refused("resend-after", "rising, more than zero and less than step-budget", resendAfter);
            }
            last = after;
        }
    }

    private static <T extends Comparable<T>> void within(String property, T actual, T least, T most) {
        if (actual.compareTo(least) < 0 || actual.compareTo(most) > 0) {
            throw refused(property, "between " + least + " and " + most, actual);
        }
    }

    private static IllegalArgumentException refused(String property, String allowed, Object actual) {
        return new IllegalArgumentException("bulwark.saga." + property + " must be " + allowed + ", not " + actual);
    }
}
