package dev.bulwark.saga.persistence;

import java.util.Set;

import dev.bulwark.saga.domain.Ending;
import dev.bulwark.saga.domain.Facts;
import dev.bulwark.saga.domain.PaymentOutcome;
import dev.bulwark.saga.domain.SagaState;
import dev.bulwark.saga.domain.ShipmentOutcome;
import dev.bulwark.saga.domain.Step;
import dev.bulwark.saga.domain.Stuck;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code state} column holds as JSON: all of a state that no query asks for.
 *
 * @param deadLetter what the open step is stuck on, if it is and that is one
 * @param unparked absent where there is none
 */
record StoredFacts(
        @Nullable PaymentOutcome payment,
        @Nullable ShipmentOutcome shipment,
        @Nullable StoredEnding ending,
        @Nullable String deadLetter,
        @Nullable Set<String> unparked) {

    static StoredFacts of(SagaState state) {
        return switch (state) {
            case SagaState.NotStarted none -> of(Facts.NONE, null, null);
            case SagaState.Advancing advancing -> of(advancing.facts(), null, advancing.stuck());
            case SagaState.Undoing undoing -> of(undoing.facts(), undoing.ending(), undoing.stuck());
            case SagaState.Ended ended -> of(ended.facts(), ended.ending(), null);
        };
    }

    private static StoredFacts of(Facts facts, @Nullable Ending ending, @Nullable Stuck stuck) {
        return new StoredFacts(
                facts.payment(),
                facts.shipment(),
                ending == null ? null : StoredEnding.of(ending),
                stuck == null ? null : stuck.deadLetter(),
                facts.unparked().isEmpty() ? null : facts.unparked());
    }

    Facts facts() {
        return new Facts(payment, shipment, unparked == null ? Set.of() : unparked);
    }

    @Nullable
    Ending toEnding() {
        return ending == null ? null : ending.toEnding();
    }

    /** @param step absent for a cancellation */
    record StoredEnding(
            @Nullable Step step, String code, @Nullable String detail) {

        static StoredEnding of(Ending ending) {
            return switch (ending) {
                case Ending.Rejection rejection ->
                    new StoredEnding(rejection.step(), rejection.code(), rejection.detail());
                case Ending.Cancellation cancellation -> new StoredEnding(null, cancellation.code(), null);
            };
        }

        Ending toEnding() {
            return step == null ? new Ending.Cancellation(code) : new Ending.Rejection(step, code, detail);
        }
    }
}
