package dev.bulwark.saga.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/** When the timer acts on the command that waits for its answer, and what that means then. */
final class RetrySchedule {

    /** Beyond this many doublings every sensible base is past every sensible cap, and the shift still can't overflow. */
    private static final int MAX_DOUBLINGS = 20;

    private final SagaPolicy policy;
    private final RandomGenerator random;

    RetrySchedule(SagaPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** The command of a phase just entered, sent for the first time. */
    PendingCommand first(Phase phase, Instant startedAt, Instant now) {
        return PendingCommand.due(1, now, due(phase, startedAt, now, 1, now));
    }

    PendingCommand again(Phase phase, Instant startedAt, PendingCommand pending, Instant now) {
        int attempt = pending.attempt() + 1;
        return PendingCommand.due(attempt, pending.askedAt(), due(phase, startedAt, pending.askedAt(), attempt, now));
    }

    /** The command of a saga that was stuck: an action keeps what is left of its budget, anything else has all its attempts again. */
    PendingCommand resumed(Phase phase, Instant startedAt, PendingCommand pending, Instant now) {
        if (phase.direction() != Phase.Direction.FORWARD) {
            return first(phase, startedAt, now);
        }
        return PendingCommand.due(pending.attempt(), pending.askedAt(), scheduled(startedAt, pending.askedAt(), now));
    }

    /** When an action asked for at this moment expires: no later than the saga stops waiting for it. */
    Instant expiry(PendingCommand pending) {
        return pending.askedAt().plus(policy.stepBudget());
    }

    /** What a due timer means now, which need not be what it was set for: an outage makes timers late. */
    Trigger meaning(SagaState.Open state, Instant now) {
        PendingCommand pending = state.pending();
        return switch (state.phase().direction()) {
            case FORWARD -> {
                if (!now.isBefore(state.startedAt().plus(policy.sagaTimeout()))) {
                    yield Trigger.SAGA_TIMED_OUT;
                }
                yield now.isBefore(expiry(pending)) ? Trigger.RESEND_DUE : Trigger.STEP_TIMED_OUT;
            }
            case UNDO -> pending.attempt() < policy.stuckAfterAttempts() ? Trigger.RESEND_DUE : Trigger.ATTEMPTS_SPENT;
            case PIVOT, NONE, END -> Trigger.RESEND_DUE;
        };
    }

    /** See {@link OrderSagaDecider#actsOnceHeard}. */
    @Nullable
    Instant actsOnceHeard(SagaState.Open state, Instant now) {
        Instant due = state.pending().dueAt();
        if (due == null || state.phase().direction() != Phase.Direction.FORWARD) {
            return due;
        }
        Instant stepEnd = expiry(state.pending());
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
