package dev.bulwark.saga.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/** When to look at a question again, and what that look means. */
final class Patience {

    /** Beyond this many doublings every sensible base is past every sensible cap, and the shift still can't overflow. */
    private static final int MAX_DOUBLINGS = 20;

    private final SagaPolicy policy;
    private final RandomGenerator random;

    Patience(SagaPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** The question of a phase just entered. */
    Question first(Phase phase, Instant startedAt, Instant now) {
        return Question.due(1, now, due(phase, startedAt, now, 1, now));
    }

    Question again(Phase phase, Instant startedAt, Question question, Instant now) {
        int attempt = question.attempt() + 1;
        return Question.due(attempt, question.askedAt(), due(phase, startedAt, question.askedAt(), attempt, now));
    }

    /** The question of a saga that was stuck: an action keeps its budget, whatever is left of it; anything else has all its attempts again. */
    Question resumed(Phase phase, Instant startedAt, Question question, Instant now) {
        if (phase.direction() != Phase.Direction.FORWARD) {
            return first(phase, startedAt, now);
        }
        return Question.due(question.attempt(), question.askedAt(), scheduled(startedAt, question.askedAt(), now));
    }

    /** When an action asked for at this moment expires: no later than the saga stops waiting for it. */
    Instant expiry(Question question) {
        return question.askedAt().plus(policy.stepBudget());
    }

    /** What a due timer means now, which need not be what it was set for: an outage makes timers late. */
    Trigger meaning(SagaState.Open state, Instant now) {
        Question question = state.question();
        return switch (state.phase().direction()) {
            case FORWARD -> {
                if (!now.isBefore(state.startedAt().plus(policy.sagaTimeout()))) {
                    yield Trigger.SAGA_TIMED_OUT;
                }
                yield now.isBefore(expiry(question)) ? Trigger.RESEND_DUE : Trigger.STEP_TIMED_OUT;
            }
            case UNDO -> question.attempt() < policy.stuckAfterAttempts() ? Trigger.RESEND_DUE : Trigger.ATTEMPTS_SPENT;
            case PIVOT, NONE, END -> Trigger.RESEND_DUE;
        };
    }

    /** See {@link OrderSagaDecider#actsOnceHeard}. */
    @Nullable
    Instant actsOnceHeard(SagaState.Open state, Instant now) {
        Instant due = state.question().dueAt();
        if (due == null || state.phase().direction() != Phase.Direction.FORWARD) {
            return due;
        }
        Instant stepEnd = expiry(state.question());
        Instant sagaEnd = state.startedAt().plus(policy.sagaTimeout());
        Instant givesUp = stepEnd.isBefore(sagaEnd) ? stepEnd : sagaEnd;
        return now.isBefore(givesUp) ? due : givesUp;
    }

    private Instant due(Phase phase, Instant startedAt, Instant askedAt, int attempt, Instant now) {
        return phase.direction() == Phase.Direction.FORWARD
                ? scheduled(startedAt, askedAt, now)
                : now.plus(jitter(attempt));
    }

    /** The next moment of the schedule that has not passed; sendings missed in an outage are not made up for. */
    private Instant scheduled(Instant startedAt, Instant askedAt, Instant now) {
        Duration waited = Duration.between(askedAt, now);
        Duration next = policy.resendAfter().stream()
                .filter(after -> after.compareTo(waited) > 0)
                .findFirst()
                .orElse(policy.stepBudget());
        Instant due = askedAt.plus(next);
        Instant sagaEnd = startedAt.plus(policy.sagaTimeout());
        return due.isBefore(sagaEnd) ? due : sagaEnd;
    }

    /** Full jitter, {@code random(0, min(cap, base·2^n))}, so that sagas that failed together don't come back together. */
    private Duration jitter(int attempt) {
        long doubled = policy.retryBase().toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
        long bound = Math.min(policy.retryCap().toMillis(), doubled);
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
