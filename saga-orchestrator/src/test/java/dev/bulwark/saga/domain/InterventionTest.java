package dev.bulwark.saga.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.bulwark.saga.domain.Inputs.ABANDON;
import static dev.bulwark.saga.domain.Inputs.CANCEL_REQUESTED;
import static dev.bulwark.saga.domain.Inputs.CHARGED;
import static dev.bulwark.saga.domain.Inputs.COMPENSATE;
import static dev.bulwark.saga.domain.Inputs.DECLINED;
import static dev.bulwark.saga.domain.Inputs.PLACED;
import static dev.bulwark.saga.domain.Inputs.REFUNDED;
import static dev.bulwark.saga.domain.Inputs.REJECTED;
import static dev.bulwark.saga.domain.Inputs.RELEASED;
import static dev.bulwark.saga.domain.Inputs.RESERVED;
import static dev.bulwark.saga.domain.Inputs.RETRY;
import static dev.bulwark.saga.domain.Inputs.SHIPMENT_CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;

class InterventionTest {

    private static final Map<Phase, SagaState> STATES = Inputs.states();
    private static final Set<Phase> FORWARD =
            EnumSet.of(Phase.RESERVING_STOCK, Phase.CHARGING_PAYMENT, Phase.SCHEDULING_SHIPMENT);
    private static final Set<Phase> COMPENSATIONS =
            EnumSet.of(Phase.CANCELLING_SHIPMENT, Phase.REFUNDING_PAYMENT, Phase.RELEASING_STOCK);

    private final OrderSagaDecider decider = new OrderSagaDecider(Inputs.POLICY, new SplittableRandom(1));
    private final SagaScenario saga = new SagaScenario();

    @ParameterizedTest
    @EnumSource
    void every_phase_allows_what_its_kind_allows_and_nothing_else(Phase phase) {
        Set<Intervention> running = FORWARD.contains(phase) ? Set.of(Intervention.COMPENSATE) : Set.of();
        Set<Intervention> stuck = COMPENSATIONS.contains(phase)
                ? EnumSet.allOf(Intervention.class)
                : FORWARD.contains(phase)
                        ? EnumSet.of(Intervention.RETRY, Intervention.COMPENSATE)
                        : phase.isOpen() ? Set.of(Intervention.RETRY) : Set.of();
        assertAllows(STATES.get(phase), false, running);
        assertAllows(Inputs.stuck(STATES.get(phase)), true, stuck);
    }

    private void assertAllows(SagaState state, boolean stuck, Set<Intervention> allowed) {
        assertThat(Intervention.possible(state.phase(), stuck)).isEqualTo(allowed);
        for (Intervention what : Intervention.values()) {
            Decision decision = decider.decide(state, new SagaInput.OperatorAsked(what), Inputs.START);
            if (allowed.contains(what)) {
                assertThat(decision.kind()).isIn(Decision.Kind.MOVED, Decision.Kind.RESENT);
                assertThat(decision.command()).isNotNull();
                assertThat(((SagaState.Open) decision.state()).stuck()).isNull();
            } else {
                assertThat(decision.kind()).isEqualTo(Decision.Kind.REFUSED);
                assertThat(decision.state()).isSameAs(state);
                assertThat(decision.command()).isNull();
            }
        }
    }

    @Test
    void what_says_where_it_is_possible_agrees() {
        assertThat(Intervention.RETRY.phases())
                .allMatch(Intervention.RETRY::onlyWhileStuckIn)
                .hasSize(9);
        assertThat(Intervention.ABANDON.phases()).containsExactlyElementsOf(COMPENSATIONS);
        assertThat(Intervention.COMPENSATE.phases())
                .filteredOn(phase -> !Intervention.COMPENSATE.onlyWhileStuckIn(phase))
                .containsExactlyElementsOf(FORWARD);
    }

    @Test
    void a_retry_asks_again_with_all_its_attempts() {
        stuckRefunding().when(RETRY).thenIn(Phase.REFUNDING_PAYMENT).thenSends(new SagaCommand.RefundPayment(1));
        assertThat(saga.undoing().pending().askedAt()).isEqualTo(saga.now());
        for (int attempt = 2; attempt <= Inputs.POLICY.stuckAfterAttempts(); attempt++) {
            saga.whenDue().thenSends(new SagaCommand.RefundPayment(attempt));
        }
        saga.whenDue().thenNothingMoves(Decision.Kind.STUCK);
    }

    @Test
    void an_intervention_done_twice_is_refused_the_second_time() {
        for (SagaInput asked : List.of(RETRY, COMPENSATE, ABANDON)) {
            SagaState stuck = Inputs.stuck(STATES.get(Phase.RELEASING_STOCK));
            SagaState once = decider.decide(stuck, asked, Inputs.START).state();
            assertThat(decider.decide(once, asked, Inputs.START).kind()).isEqualTo(Decision.Kind.REFUSED);
        }
        saga.given(PLACED, RESERVED, COMPENSATE).when(COMPENSATE).thenNothingMoves(Decision.Kind.REFUSED);
    }

    @Test
    void an_advancing_saga_is_undone_as_if_its_open_step_had_happened() {
        saga.given(PLACED, RESERVED).when(COMPENSATE).thenSends(SagaCommand.RefundPayment.class);
        saga.when(CHARGED).thenNothingMoves(Decision.Kind.NOTED);
        saga.when(REFUNDED).when(RELEASED).thenSends(SagaCommand.RejectOrder.class);
        assertThat(saga.undoing().ending().code()).isEqualTo("undone_by_operator");
        saga.when(REJECTED).thenIn(Phase.REJECTED);
    }

    @Test
    void a_stuck_undo_begins_again_at_the_newest_step_that_was_asked_for() {
        var shipped = Inputs.stuck(cancelledWhileScheduling());
        assertThat(decider.decide(shipped, COMPENSATE, Inputs.START).command())
                .isEqualTo(new SagaCommand.CancelShipment(1));
        var free = Inputs.stuck(Inputs.freeStates().get(Phase.RELEASING_STOCK));
        assertThat(decider.decide(free, COMPENSATE, Inputs.START).command())
                .isEqualTo(new SagaCommand.CancelShipment(1));
        var charged = Inputs.stuck(STATES.get(Phase.RELEASING_STOCK));
        assertThat(decider.decide(charged, COMPENSATE, Inputs.START).command())
                .isEqualTo(new SagaCommand.RefundPayment(1));
        var reserved =
                Inputs.stuck(new SagaScenario().given(PLACED, CANCEL_REQUESTED).state());
        assertThat(decider.decide(reserved, COMPENSATE, Inputs.START).command())
                .isEqualTo(new SagaCommand.ReleaseStock(1));
    }

    /** Answers to what was asked before the undo began again are on their way. */
    @Test
    void late_answers_do_not_disturb_an_undo_that_began_again() {
        SagaState again = decider.decide(Inputs.stuck(cancelledWhileScheduling()), COMPENSATE, Inputs.START)
                .state();
        for (SagaInput late : List.of(RELEASED, REFUNDED, CHARGED, RESERVED, DECLINED)) {
            Decision decision = decider.decide(again, late, Inputs.START);
            assertThat(decision.kind()).isEqualTo(Decision.Kind.LATE);
            assertThat(decision.state()).isSameAs(again);
        }
    }

    /** Undone but for its stock. */
    private static SagaState cancelledWhileScheduling() {
        return new SagaScenario()
                .given(PLACED, RESERVED, CHARGED, CANCEL_REQUESTED, SHIPMENT_CANCELLED, REFUNDED)
                .thenIn(Phase.RELEASING_STOCK)
                .state();
    }

    @Test
    void an_abandoned_saga_rejects_the_order_and_says_so() {
        stuckRefunding().when(ABANDON).thenIn(Phase.REJECTING_ORDER);
        SagaCommand.RejectOrder sent = (SagaCommand.RejectOrder) saga.last().command();
        assertThat(sent.rejection().code()).isEqualTo("abandoned");
        assertThat(sent.rejection().step()).isEqualTo(Step.PAYMENT);
        saga.when(CANCEL_REQUESTED).thenNothingMoves(Decision.Kind.LATE);
        saga.when(REFUNDED).thenNothingMoves(Decision.Kind.LATE);
        saga.when(REJECTED).thenIn(Phase.REJECTED);
    }

    @Test
    void no_intervention_carries_an_operators_words_to_the_customer() {
        assertThat(Stream.of(SagaInput.OperatorAsked.class.getRecordComponents()))
                .extracting(component -> component.getType().getSimpleName())
                .containsExactly("Intervention");
    }

    private SagaScenario stuckRefunding() {
        saga.given(PLACED, RESERVED, CANCEL_REQUESTED);
        for (int attempt = 1; attempt <= Inputs.POLICY.stuckAfterAttempts(); attempt++) {
            saga.whenDue();
        }
        assertThat(saga.undoing().stuck()).isNotNull();
        return saga;
    }
}
