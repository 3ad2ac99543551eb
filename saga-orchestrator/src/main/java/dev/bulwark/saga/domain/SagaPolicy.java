package dev.bulwark.saga.domain;

import java.time.Duration;
import java.util.List;

/**
 * How patient a saga is.
 *
 * @param stepBudget how long an action may take before its outcome counts as unknown
 * @param resendAfter when an unanswered action is sent again, counted from its first sending; rising, all within the budget
 * @param sagaTimeout how long a saga may advance before it turns round
 * @param retryBase upper bound of the first random pause before a compensation or the confirmation is sent again
 * @param retryCap upper bound of every such pause
 * @param stuckAfterAttempts how often a compensation is sent before a person should look
 */
public record SagaPolicy(
        Duration stepBudget,
        List<Duration> resendAfter,
        Duration sagaTimeout,
        Duration retryBase,
        Duration retryCap,
        int stuckAfterAttempts) {

    public SagaPolicy {
        resendAfter = List.copyOf(resendAfter);
    }
}
