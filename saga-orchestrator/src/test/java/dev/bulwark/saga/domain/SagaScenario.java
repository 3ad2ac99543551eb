package dev.bulwark.saga.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

/** One saga and a clock: given what came before, when this comes, then that. */
final class SagaScenario {

    private final OrderSagaDecider decider = new OrderSagaDecider(Inputs.POLICY, new SplittableRandom(42));
    private SagaState state = new SagaState.NotStarted();
    private Instant now = Inputs.START;
    private Decision last;

    SagaScenario given(SagaInput... inputs) {
        for (SagaInput input : inputs) {
            when(input);
        }
        return this;
    }

    SagaScenario when(SagaInput input) {
        last = decider.decide(state, input, now);
        state = last.state();
        return this;
    }

    /** The clock stands at the saga's due time, and its timer fires. */
    SagaScenario whenDue() {
        now = dueAt();
        return when(Inputs.TIMER);
    }

    SagaScenario after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** Puts the clock that far after the saga's beginning. */
    SagaScenario at(long seconds) {
        now = Inputs.START.plusSeconds(seconds);
        return this;
    }

    SagaScenario thenIn(Phase phase) {
        assertThat(state.phase()).isEqualTo(phase);
        return this;
    }

    SagaScenario thenSends(Class<? extends SagaCommand> command) {
        assertThat(last.command()).isInstanceOf(command);
        return this;
    }

    SagaScenario thenSends(SagaCommand command) {
        assertThat(last.command()).isEqualTo(command);
        return this;
    }

    SagaScenario thenSendsNothing() {
        assertThat(last.command()).isNull();
        return this;
    }

    SagaScenario thenNothingMoves(Decision.Kind kind) {
        assertThat(last.kind()).isEqualTo(kind);
        return thenSendsNothing();
    }

    SagaState state() {
        return state;
    }

    SagaState.Open open() {
        return (SagaState.Open) state;
    }

    SagaState.Undoing undoing() {
        return (SagaState.Undoing) state;
    }

    Facts facts() {
        return state instanceof SagaState.Ended ended ? ended.facts() : open().facts();
    }

    Decision last() {
        return last;
    }

    Instant now() {
        return now;
    }

    Instant dueAt() {
        return open().pending().dueAt();
    }
}
