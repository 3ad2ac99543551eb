package dev.bulwark.saga.domain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderSagaTransitionsTest {

    private static final Map<Trigger, SagaInput> MESSAGES = Inputs.messages(Phase.CHARGING_PAYMENT);
    private static final Map<Phase, SagaState> STATES = Inputs.states();
    private static final Map<Phase, SagaState> FREE_STATES = Inputs.freeStates();

    private final OrderSagaDecider decider = new OrderSagaDecider(Inputs.POLICY, new SplittableRandom(1));

    @Test
    void everyPhaseSaysWhatItDoesOnEveryTrigger() {
        for (Phase phase : Phase.values()) {
            for (Trigger trigger : Trigger.values()) {
                assertThat(OrderSagaTransitions.of(phase, trigger).to()).isNotEmpty();
            }
        }
        assertThat(OrderSagaTransitions.all()).hasSize(Phase.values().length * Trigger.values().length);
    }

    @Test
    void everyMessageHasATriggerAndEveryTriggerButTheTimersAMessage() {
        assertThat(MESSAGES.keySet())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        Trigger.RESEND_DUE, Trigger.STEP_TIMED_OUT, Trigger.SAGA_TIMED_OUT, Trigger.ATTEMPTS_SPENT)));
        assertThat(MESSAGES.values().stream().map(Object::getClass).distinct())
                .hasSize(SagaInput.class.getPermittedSubclasses().length - 1);
    }

    static Stream<Transition> cells() {
        return OrderSagaTransitions.all().stream()
                .filter(cell -> MESSAGES.containsKey(cell.on()))
                .filter(cell -> !cell.effect().needsStuck()); // InterventionTest's and ParkedCommandTest's
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theDeciderDoesWhatTheTableSays(Transition cell) {
        assertDoes(cell, STATES.get(cell.from()));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theDeciderDoesTheSameForAnOrderThatCostsNothing(Transition cell) {
        if (FREE_STATES.containsKey(cell.from())) {
            Phase entered = assertDoes(cell, FREE_STATES.get(cell.from()));
            assertThat(entered.step()).isNotEqualTo(Step.PAYMENT);
        }
    }

    private Phase assertDoes(Transition cell, SagaState state) {
        SagaInput input = Inputs.messages(cell.from()).get(cell.on());
        if (cell.effect() == Effect.CONTRADICTION) {
            assertThatThrownBy(() -> decider.decide(state, input, Inputs.START))
                    .isInstanceOf(ContradictionException.class);
            return state.phase();
        }
        Decision decision = decider.decide(state, input, Inputs.START);
        assertThat(decision.trigger()).isEqualTo(cell.on());
        assertThat(cell.to()).contains(decision.state().phase());
        assertThat(decision.kind() == Decision.Kind.MOVED)
                .isEqualTo(cell.effect().moves());
        boolean asks = decision.state().phase().isOpen() && cell.effect().moves();
        assertThat(decision.command() != null).isEqualTo(asks);
        if (asks) {
            assertThat(decision.command().step())
                    .isEqualTo(decision.state().phase().step());
        }
        return decision.state().phase();
    }

    @Test
    void nothingMovesAnEndedSaga() {
        assertThat(OrderSagaTransitions.all())
                .filteredOn(cell -> cell.from().direction() == Phase.Direction.END)
                .allSatisfy(cell -> assertThat(cell.to()).containsExactly(cell.from()));
    }

    @Test
    void thePivotIsUndoneByTheOrdersRefusalOnly() {
        assertThat(OrderSagaTransitions.all())
                .filteredOn(cell -> cell.from() == Phase.CONFIRMING_ORDER && cell.effect() == Effect.TURN)
                .extracting(Transition::on)
                .containsExactly(Trigger.CONFIRM_REFUSED);
    }

    @Test
    void everyPhaseIsReachedAndEveryOneLeadsToAnEnd() {
        assertThat(reachableFrom(Phase.NOT_STARTED)).containsExactlyInAnyOrder(Phase.values());
        for (Phase phase : Phase.values()) {
            assertThat(reachableFrom(phase)).anyMatch(reached -> reached.direction() == Phase.Direction.END);
        }
    }

    @Test
    void aCellSaidTwiceIsRefused() {
        TransitionTable table = new TransitionTable().in(Phase.CONFIRMED).stay(Effect.LATE, Trigger.ORDER_PLACED);
        assertThatThrownBy(() -> table.stay(Effect.LATE, Trigger.ORDER_PLACED)).hasMessageContaining("said twice");
        assertThatThrownBy(() -> table.get(Phase.CONFIRMED, Trigger.ORDER_REJECTED))
                .hasMessageContaining("says nothing");
    }

    private static Set<Phase> reachableFrom(Phase start) {
        Set<Phase> seen = EnumSet.of(start);
        Deque<Phase> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Phase from = open.pop();
            OrderSagaTransitions.all().stream()
                    .filter(cell -> cell.from() == from)
                    .flatMap(cell -> cell.to().stream())
                    .filter(seen::add)
                    .forEach(open::push);
        }
        return seen;
    }
}
