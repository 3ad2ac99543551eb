package dev.bulwark.saga.domain;

import java.time.Duration;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.bulwark.saga.domain.Inputs.CANCEL_REQUESTED;
import static dev.bulwark.saga.domain.Inputs.CHARGED;
import static dev.bulwark.saga.domain.Inputs.COMPENSATE;
import static dev.bulwark.saga.domain.Inputs.LETTER;
import static dev.bulwark.saga.domain.Inputs.PLACED;
import static dev.bulwark.saga.domain.Inputs.REFUNDED;
import static dev.bulwark.saga.domain.Inputs.RESERVED;
import static dev.bulwark.saga.domain.Inputs.SCHEDULED;
import static dev.bulwark.saga.domain.Inputs.SHIPMENT_CANCELLED;
import static dev.bulwark.saga.domain.Inputs.START;
import static org.assertj.core.api.Assertions.assertThat;

/** A command that its participant can neither carry out nor refuse: the saga waits for the operator, and for nothing else. */
class ParkedCommandTest {

    private final SagaScenario saga = new SagaScenario();

    static Stream<Phase> openPhases() {
        return EnumSet.allOf(Phase.class).stream().filter(Phase::isOpen);
    }

    @ParameterizedTest
    @MethodSource("openPhases")
    void makesTheSagaStuckAtOnceWhateverItWaitsFor(Phase phase) {
        OrderSagaDecider decider = new OrderSagaDecider(Inputs.POLICY, new SplittableRandom(1));
        SagaState waiting = Inputs.states().get(phase);
        Decision decision = decider.decide(waiting, Inputs.parked(phase.step()), START);
        assertThat(decision.kind()).isEqualTo(Decision.Kind.STUCK);
        assertThat(decision.command()).isNull();
        SagaState.Open stuck = (SagaState.Open) decision.state();
        assertThat(stuck.phase()).isEqualTo(phase);
        assertThat(stuck.pending().dueAt()).isNull();
        assertThat(stuck.stuck().deadLetter()).isEqualTo(LETTER);
        assertThat(decision.detail())
                .isEqualTo("command.v1 is parked at service as dead letter " + LETTER + ": it makes no sense");
    }

    @Test
    void holdsUpNothingWhenItIsOfAnotherStep() {
        saga.given(PLACED, RESERVED).when(Inputs.parked(Step.STOCK)).thenNothingMoves(Decision.Kind.LATE);
        assertThat(saga.open().stuck()).isNull();
        saga.when(new SagaInput.CommandParked(null, "s", "s-1", "c", null)).thenNothingMoves(Decision.Kind.LATE);
        saga.whenDue().thenSends(SagaCommand.ChargePayment.class);
    }

    @Test
    void isTheReasonAndNotWhatWaitsBehindIt() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT));
        saga.when(new SagaInput.CommandParked(Step.PAYMENT, "service", "service-commands-18", "command.v1", null))
                .thenNothingMoves(Decision.Kind.LATE);
        assertThat(saga.open().stuck().deadLetter()).isEqualTo(LETTER);
    }

    @Test
    void isTheReasonOnceASilentParticipantSaysSo() {
        saga.given(PLACED, RESERVED, CANCEL_REQUESTED)
                .whenDue()
                .whenDue()
                .whenDue()
                .whenDue();
        assertThat(saga.open().stuck().deadLetter()).isNull();
        saga.when(Inputs.parked(Step.PAYMENT)).thenNothingMoves(Decision.Kind.STUCK);
        assertThat(saga.open().stuck().deadLetter()).isEqualTo(LETTER);
    }

    @Test
    void thatWaitsBehindAnotherSaysSo() {
        saga.given(PLACED).when(new SagaInput.CommandParked(Step.STOCK, "inventory", "i-2", "reserve", null));
        assertThat(saga.open().stuck().reason())
                .isEqualTo("reserve is parked at inventory as dead letter i-2, behind an earlier message of the order");
    }

    @Test
    void isAnsweredAfterItsRedriveAndTheSagaGoesOn() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT)).after(Duration.ofSeconds(100));
        saga.when(CHARGED).thenSends(SagaCommand.ScheduleShipment.class);
        assertThat(saga.open().stuck()).isNull();
        saga.when(SCHEDULED).thenSends(SagaCommand.ConfirmOrder.class);
    }

    @Test
    void thatExpiredMeanwhileIsRefusedAfterItsRedriveAndTheSagaTurnsRound() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT)).after(Duration.ofMinutes(10));
        saga.when(new SagaInput.PaymentRefused(null, "expired", null)).thenSends(SagaCommand.ReleaseStock.class);
        assertThat(saga.undoing().ending().code()).isEqualTo("timeout");
    }

    /** The answer may be on its way; the schedule goes on as if nothing had been. */
    @Test
    void thatIsUnparkedInTimeIsSentAgainWhenItsScheduleSaysSo() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT)).after(Duration.ofSeconds(9));
        saga.when(Inputs.unparked(Step.PAYMENT)).thenNothingMoves(Decision.Kind.RESUMED);
        assertThat(saga.last().detail()).isEqualTo(LETTER + " was redriven");
        assertThat(saga.dueAt()).isEqualTo(START.plusSeconds(15));
        saga.whenDue().thenSends(new SagaCommand.ChargePayment(2, START.plusSeconds(30)));
    }

    /** A provider that never answers does so after a redrive as well. */
    @Test
    void thatIsUnparkedAndNotAnsweredHasAnUnknownOutcome() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT)).after(Duration.ofSeconds(20));
        saga.given(Inputs.unparked(Step.PAYMENT)).whenDue().thenSends(SagaCommand.RefundPayment.class);
        assertThat(saga.now()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void thatIsUnparkedTooLateHasAnUnknownOutcomeAtOnce() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT)).after(Duration.ofSeconds(31));
        saga.given(Inputs.unparked(Step.PAYMENT)).when(Inputs.TIMER).thenSends(SagaCommand.RefundPayment.class);
    }

    @Test
    void thatUndoesHasAllItsAttemptsAgainOnceItIsUnparked() {
        saga.given(PLACED, RESERVED, CANCEL_REQUESTED).whenDue().whenDue().whenDue();
        saga.given(Inputs.parked(Step.PAYMENT)).when(Inputs.unparked(Step.PAYMENT));
        saga.whenDue().thenSends(new SagaCommand.RefundPayment(2));
        saga.when(REFUNDED).thenSends(SagaCommand.ReleaseStock.class);
    }

    @Test
    void atThePivotIsSentAgainOnceItIsUnparked() {
        saga.given(PLACED, RESERVED, CHARGED, SCHEDULED, Inputs.parked(Step.ORDER), Inputs.unparked(Step.ORDER))
                .whenDue()
                .thenSends(new SagaCommand.ConfirmOrder(2, saga.facts()));
    }

    @Test
    void isStillTheReasonWhenAnotherIsUnparked() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT))
                .when(new SagaInput.CommandUnparked(Step.PAYMENT, "service-commands-18", "DISCARDED"))
                .thenNothingMoves(Decision.Kind.NOTED);
        assertThat(saga.open().stuck()).isNotNull();
    }

    /** Once a partition is added to the topic, what was said later can be heard earlier. */
    @Test
    void reportedAfterItWasUnparkedHoldsUpNothing() {
        saga.given(PLACED, RESERVED).when(Inputs.unparked(Step.PAYMENT)).thenNothingMoves(Decision.Kind.NOTED);
        saga.when(Inputs.parked(Step.PAYMENT)).thenNothingMoves(Decision.Kind.LATE);
        assertThat(saga.open().stuck()).isNull();
        saga.given(CHARGED, CANCEL_REQUESTED, SHIPMENT_CANCELLED).thenIn(Phase.REFUNDING_PAYMENT);
        saga.when(Inputs.parked(Step.PAYMENT)).thenNothingMoves(Decision.Kind.LATE);
        assertThat(saga.open().stuck()).isNull();
    }

    @Test
    void letsACancelRequestTurnTheSagaRoundWithOneCompensationBehindIt() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT))
                .when(CANCEL_REQUESTED)
                .thenSends(new SagaCommand.RefundPayment(1));
        saga.when(new SagaInput.CommandParked(Step.PAYMENT, "service", "service-commands-18", "command.v1", null))
                .thenNothingMoves(Decision.Kind.STUCK);
        saga.when(CHARGED).thenNothingMoves(Decision.Kind.NOTED);
        assertThat(saga.open().stuck()).isNotNull();
        saga.when(REFUNDED).thenSends(SagaCommand.ReleaseStock.class);
        assertThat(saga.open().stuck()).isNull();
    }

    @Test
    void leavesTheOperatorTheWayBack() {
        saga.given(PLACED, RESERVED, Inputs.parked(Step.PAYMENT))
                .when(COMPENSATE)
                .thenSends(SagaCommand.RefundPayment.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"CONFIRMED", "REJECTED", "CANCELLED"})
    void movesNoEndedSaga(Phase phase) {
        OrderSagaDecider decider = new OrderSagaDecider(Inputs.POLICY, new SplittableRandom(1));
        for (Step step : Step.values()) {
            SagaState ended = Inputs.states().get(phase);
            assertThat(decider.decide(ended, Inputs.parked(step), START).state())
                    .isSameAs(ended);
            assertThat(decider.decide(ended, Inputs.unparked(step), START).state())
                    .isSameAs(ended);
        }
    }
}
