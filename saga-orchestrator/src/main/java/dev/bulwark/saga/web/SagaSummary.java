package dev.bulwark.saga.web;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.saga.SagaQueries;
import dev.bulwark.saga.domain.Ending;
import dev.bulwark.saga.domain.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A saga in a list.
 *
 * @param id the order's
 * @param attempt how often the open command was sent; 0 once ended
 * @param dueAt when it helps itself next
 * @param stuck whether it waits for a late answer or a person
 * @param reason why it turned round
 */
record SagaSummary(
        UUID id,
        SagaStatus status,
        Phase phase,
        String step,
        int attempt,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        boolean stuck,
        @Nullable String stuckReason,
        @Nullable Reason reason) {

    static SagaSummary of(SagaQueries.Overview saga) {
        return new SagaSummary(
                saga.id(),
                SagaStatus.of(saga.phase()),
                saga.phase(),
                saga.phase().step().id(),
                saga.attempt(),
                saga.startedAt(),
                saga.updatedAt(),
                saga.dueAt(),
                saga.endedAt(),
                saga.stuckReason() != null,
                saga.stuckReason(),
                Reason.of(saga.ending()));
    }

    /** @param step who failed; absent where the customer asked */
    record Reason(
            @Nullable String step, String code, @Nullable String detail) {

        static @Nullable Reason of(@Nullable Ending ending) {
            return switch (ending) {
                case Ending.Rejection rejection ->
                    new Reason(rejection.step().participant(), rejection.code(), rejection.detail());
                case Ending.Cancellation cancellation -> new Reason(null, cancellation.code(), null);
                case null -> null;
            };
        }
    }
}
