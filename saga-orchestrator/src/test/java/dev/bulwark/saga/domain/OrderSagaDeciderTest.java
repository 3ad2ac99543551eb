package dev.bulwark.saga.domain;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static dev.bulwark.saga.domain.Inputs.CANCELLED;
import static dev.bulwark.saga.domain.Inputs.CANCEL_REQUESTED;
import static dev.bulwark.saga.domain.Inputs.CHARGED;
import static dev.bulwark.saga.domain.Inputs.CONFIRMED;
import static dev.bulwark.saga.domain.Inputs.CONFIRM_REFUSED;
import static dev.bulwark.saga.domain.Inputs.DECLINED;
import static dev.bulwark.saga.domain.Inputs.OUT_OF_STOCK;
import static dev.bulwark.saga.domain.Inputs.PAYMENT;
import static dev.bulwark.saga.domain.Inputs.PLACED;
import static dev.bulwark.saga.domain.Inputs.PLACED_FREE;
import static dev.bulwark.saga.domain.Inputs.REFUNDED;
import static dev.bulwark.saga.domain.Inputs.REJECTED;
import static dev.bulwark.saga.domain.Inputs.RELEASED;
import static dev.bulwark.saga.domain.Inputs.RESERVED;
import static dev.bulwark.saga.domain.Inputs.SCHEDULED;
import static dev.bulwark.saga.domain.Inputs.SHIPMENT_CANCELLED;
import static dev.bulwark.saga.domain.Inputs.START;
import static dev.bulwark.saga.domain.Inputs.TIMER;
import static dev.bulwark.saga.domain.Inputs.UNDELIVERABLE;
import static dev.bulwark.saga.domain.Inputs.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderSagaDeciderTest {

    private final SagaScenario saga = new SagaScenario();

    @Test
    void everyStepDoneConfirmsTheOrder() {
        saga.when(PLACED)
                .thenIn(Phase.RESERVING_STOCK)
                .thenSends(new SagaCommand.ReserveStock(1, START.plusSeconds(30)));
        saga.after(Duration.ofSeconds(1))
                .when(RESERVED)
                .thenIn(Phase.CHARGING_PAYMENT)
                .thenSends(new SagaCommand.ChargePayment(1, START.plusSeconds(31)));
        saga.when(CHARGED)
                .thenIn(Phase.SCHEDULING_SHIPMENT)
                .thenSends(new SagaCommand.ScheduleShipment(1, START.plusSeconds(31)));
        saga.when(SCHEDULED).thenIn(Phase.CONFIRMING_ORDER).thenSends(new SagaCommand.ConfirmOrder(1, saga.facts()));
        assertThat(saga.facts().payment()).isEqualTo(new PaymentOutcome(PAYMENT, PaymentOutcome.Status.CHARGED, null));
        assertThat(saga.facts().shipment().trackingNumber()).isEqualTo("T-1");
        saga.when(CONFIRMED).thenIn(Phase.CONFIRMED).thenSendsNothing();
        assertThat(((SagaState.Ended) saga.state()).ending()).isNull();
    }

    @Test
    void anOrderThatCostsNothingIsConfirmedWithoutACharge() {
        saga.given(PLACED_FREE).when(RESERVED).thenSends(SagaCommand.ScheduleShipment.class);
        saga.when(SCHEDULED).thenSends(SagaCommand.ConfirmOrder.class);
        saga.when(CONFIRMED).thenIn(Phase.CONFIRMED);
        assertThat(saga.facts().payment()).isEqualTo(PaymentOutcome.NOT_NEEDED);
    }

    @Test
    void whatWasNeverChargedIsNeverRefunded() {
        new SagaScenario()
                .given(PLACED_FREE, RESERVED)
                .when(UNDELIVERABLE)
                .thenSends(SagaCommand.ReleaseStock.class)
                .when(RELEASED)
                .thenSends(SagaCommand.RejectOrder.class);
        new SagaScenario()
                .given(PLACED_FREE, RESERVED)
                .at(30)
                .when(TIMER)
                .thenSends(SagaCommand.CancelShipment.class)
                .when(SHIPMENT_CANCELLED)
                .thenSends(SagaCommand.ReleaseStock.class);
        new SagaScenario()
                .given(PLACED_FREE, RESERVED, SCHEDULED, CONFIRM_REFUSED)
                .when(SHIPMENT_CANCELLED)
                .thenSends(SagaCommand.ReleaseStock.class)
                .when(RELEASED)
                .thenSends(SagaCommand.CancelOrder.class);
    }

    @Test
    void anAnswerOfPaymentDoesNotMakeAFreeOrderCostSomething() {
        saga.given(PLACED_FREE, RESERVED, CANCEL_REQUESTED).thenIn(Phase.CANCELLING_SHIPMENT);
        for (SagaInput answer : new SagaInput[] {CHARGED, DECLINED, REFUNDED, VOIDED}) {
            saga.when(answer).thenNothingMoves(Decision.Kind.LATE);
        }
        saga.when(SHIPMENT_CANCELLED).thenSends(SagaCommand.ReleaseStock.class);
        assertThat(saga.facts().payment()).isEqualTo(PaymentOutcome.NOT_NEEDED);
    }

    @Test
    void emptyStockRejectsAtOnceForNothingWasDone() {
        saga.given(PLACED).when(OUT_OF_STOCK).thenIn(Phase.REJECTING_ORDER);
        saga.thenSends(new SagaCommand.RejectOrder(
                1, new Ending.Rejection(Step.STOCK, "out_of_stock", "SKU-EMPTY"), Facts.NONE));
        saga.when(REJECTED).thenIn(Phase.REJECTED);
    }

    @Test
    void aDeclinedCardReleasesTheStockAndTellsTheOrder() {
        saga.given(PLACED, RESERVED).when(DECLINED).thenSends(SagaCommand.ReleaseStock.class);
        Facts refused = new Facts(new PaymentOutcome(PAYMENT, PaymentOutcome.Status.REFUSED, "card_declined"), null);
        saga.when(RELEASED)
                .thenSends(new SagaCommand.RejectOrder(
                        1, new Ending.Rejection(Step.PAYMENT, "card_declined", null), refused));
    }

    @Test
    void aRefusedAddressUndoesPaymentAndStockNewestFirst() {
        saga.given(PLACED, RESERVED, CHARGED).when(UNDELIVERABLE).thenSends(SagaCommand.RefundPayment.class);
        saga.when(REFUNDED).thenSends(SagaCommand.ReleaseStock.class);
        saga.when(RELEASED).thenSends(SagaCommand.RejectOrder.class);
        assertThat(saga.facts().payment().status()).isEqualTo(PaymentOutcome.Status.REFUNDED);
        assertThat(saga.facts().shipment().status()).isEqualTo(ShipmentOutcome.Status.REFUSED);
        assertThat(saga.undoing().ending())
                .isEqualTo(new Ending.Rejection(Step.SHIPMENT, "address_undeliverable", null));
    }

    @Test
    void anExpiredActionCountsAsATimeoutButNeedsNoCompensation() {
        saga.given(PLACED, RESERVED)
                .when(new SagaInput.PaymentRefused(null, "expired", null))
                .thenIn(Phase.RELEASING_STOCK);
        assertThat(saga.undoing().ending()).isEqualTo(new Ending.Rejection(Step.PAYMENT, "timeout", null));
    }

    @Test
    void anActionIsSentThreeTimesInItsBudgetAndThenItsOutcomeIsUnknown() {
        saga.given(PLACED, RESERVED);
        assertThat(saga.dueAt()).isEqualTo(START.plusSeconds(5));
        saga.whenDue().thenSends(new SagaCommand.ChargePayment(2, START.plusSeconds(30)));
        assertThat(saga.dueAt()).isEqualTo(START.plusSeconds(15));
        saga.whenDue().thenSends(new SagaCommand.ChargePayment(3, START.plusSeconds(30)));
        assertThat(saga.dueAt()).isEqualTo(START.plusSeconds(30));
        saga.whenDue().thenIn(Phase.REFUNDING_PAYMENT).thenSends(new SagaCommand.RefundPayment(1));
        assertThat(saga.facts().payment().status()).isEqualTo(PaymentOutcome.Status.UNKNOWN);
        assertThat(saga.undoing().ending())
                .isEqualTo(new Ending.Rejection(Step.PAYMENT, "timeout", "no answer within 30 s"));
    }

    @Test
    void sendingsMissedInAnOutageAreNotMadeUpFor() {
        saga.given(PLACED).at(16).when(TIMER).thenSends(new SagaCommand.ReserveStock(2, START.plusSeconds(30)));
        assertThat(saga.dueAt()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void aSagaOlderThanItsTimeoutTurnsRound() {
        saga.given(PLACED).at(140).given(RESERVED);
        assertThat(saga.dueAt()).isEqualTo(START.plusSeconds(145));
        saga.whenDue();
        assertThat(saga.dueAt()).isEqualTo(START.plusSeconds(150));
        saga.whenDue().thenIn(Phase.REFUNDING_PAYMENT);
        assertThat(saga.undoing().ending())
                .isEqualTo(new Ending.Rejection(Step.PAYMENT, "timeout", "not done within 150 s"));
    }

    @Test
    void aLateSuccessAfterTurningRoundIsRememberedAndCompensated() {
        saga.given(PLACED, RESERVED).at(30).when(TIMER).thenIn(Phase.REFUNDING_PAYMENT);
        saga.when(CHARGED).thenIn(Phase.REFUNDING_PAYMENT).thenNothingMoves(Decision.Kind.NOTED);
        assertThat(saga.facts().payment().status()).isEqualTo(PaymentOutcome.Status.CHARGED);
        saga.when(REFUNDED).thenIn(Phase.RELEASING_STOCK);
        assertThat(saga.facts().payment()).isEqualTo(new PaymentOutcome(PAYMENT, PaymentOutcome.Status.REFUNDED, null));
    }

    @Test
    void anUnknownChargeThatNeverHappenedEndsVoided() {
        saga.given(PLACED, RESERVED).at(30).given(TIMER).when(VOIDED);
        assertThat(saga.facts().payment()).isEqualTo(new PaymentOutcome(null, PaymentOutcome.Status.VOIDED, null));
    }

    @Test
    void aLateRefusalKeepsItsReasonThroughTheCompensation() {
        saga.given(PLACED, RESERVED).at(30).given(TIMER).when(DECLINED).thenNothingMoves(Decision.Kind.NOTED);
        saga.when(VOIDED);
        assertThat(saga.facts().payment().reason()).isEqualTo("card_declined");
    }

    @Test
    void aCancelledShipmentKeepsWhatIsKnownOfIt() {
        saga.given(PLACED, RESERVED, CHARGED, SCHEDULED, CONFIRM_REFUSED).when(new SagaInput.ShipmentCancelled(null));
        ShipmentOutcome shipment = saga.facts().shipment();
        assertThat(shipment.status()).isEqualTo(ShipmentOutcome.Status.CANCELLED);
        assertThat(shipment.trackingNumber()).isEqualTo("T-1");
        assertThat(shipment.id()).isEqualTo(Inputs.SHIPMENT);
    }

    @Test
    void aCancelRequestTurnsTheSagaRoundAtEveryStepBeforeThePivot() {
        new SagaScenario().given(PLACED).when(CANCEL_REQUESTED).thenSends(SagaCommand.ReleaseStock.class);
        new SagaScenario().given(PLACED, RESERVED).when(CANCEL_REQUESTED).thenSends(SagaCommand.RefundPayment.class);
        new SagaScenario()
                .given(PLACED, RESERVED, CHARGED)
                .when(CANCEL_REQUESTED)
                .thenSends(SagaCommand.CancelShipment.class);
    }

    @Test
    void aCancelRequestEndsInACancelledOrder() {
        saga.given(PLACED, RESERVED, CANCEL_REQUESTED, VOIDED)
                .when(RELEASED)
                .thenSends(SagaCommand.CancelOrder.class)
                .when(CANCELLED)
                .thenIn(Phase.CANCELLED);
    }

    @Test
    void afterThePivotTheOrderArbitrates() {
        saga.given(PLACED, RESERVED, CHARGED, SCHEDULED)
                .when(CANCEL_REQUESTED)
                .thenIn(Phase.CONFIRMING_ORDER)
                .thenNothingMoves(Decision.Kind.LATE);
        saga.when(CONFIRM_REFUSED).thenSends(SagaCommand.CancelShipment.class);
        saga.when(SHIPMENT_CANCELLED).when(REFUNDED).when(RELEASED).thenSends(SagaCommand.CancelOrder.class);
        assertThat(saga.undoing().ending()).isEqualTo(new Ending.Cancellation("cancel_requested"));
    }

    @Test
    void aCancelRequestWhileARejectionIsUndoneCancelsInstead() {
        saga.given(PLACED, RESERVED, DECLINED).when(CANCEL_REQUESTED).thenNothingMoves(Decision.Kind.NOTED);
        saga.when(RELEASED).thenSends(SagaCommand.CancelOrder.class);
    }

    @Test
    void aCancelRequestThatOvertookItsOrderIsLeftToTheOrder() {
        saga.when(CANCEL_REQUESTED).thenIn(Phase.NOT_STARTED).thenNothingMoves(Decision.Kind.LATE);
    }

    @Test
    void thePivotIsResentForEverAndNeverCompensated() {
        saga.given(PLACED, RESERVED, CHARGED, SCHEDULED);
        for (int attempt = 2; attempt < 50; attempt++) {
            saga.whenDue()
                    .thenIn(Phase.CONFIRMING_ORDER)
                    .thenSends(new SagaCommand.ConfirmOrder(attempt, saga.facts()));
        }
        assertThat(saga.now()).isAfter(START.plusSeconds(150));
    }

    @Test
    void aCompensationNobodyAnswersIsStuckAfterItsAttemptsAndFreedByALateAnswer() {
        saga.given(PLACED, RESERVED, DECLINED);
        saga.whenDue().whenDue().whenDue().thenSends(new SagaCommand.ReleaseStock(4));
        saga.whenDue().thenNothingMoves(Decision.Kind.STUCK);
        assertThat(saga.dueAt()).isNull();
        assertThat(saga.undoing().stuck()).isEqualTo(new Stuck("no answer in RELEASING_STOCK after 4 attempts", null));
        saga.when(PLACED).thenNothingMoves(Decision.Kind.LATE);
        assertThat(saga.undoing().stuck()).isNotNull();
        saga.when(RELEASED).thenIn(Phase.REJECTING_ORDER).thenSends(SagaCommand.RejectOrder.class);
        assertThat(saga.undoing().stuck()).isNull();
        assertThat(saga.dueAt()).isNotNull();
    }

    @Test
    void theOrderSaysHowItEndedWhateverWasAskedOfIt() {
        new SagaScenario().given(PLACED, OUT_OF_STOCK).when(CANCELLED).thenIn(Phase.CANCELLED);
        new SagaScenario()
                .given(PLACED, CANCEL_REQUESTED, RELEASED)
                .when(REJECTED)
                .thenIn(Phase.REJECTED);
    }

    @Test
    void duplicatesMoveNothing() {
        saga.given(PLACED, RESERVED).when(RESERVED).thenNothingMoves(Decision.Kind.LATE);
        saga.when(PLACED).thenNothingMoves(Decision.Kind.LATE);
        saga.given(CHARGED).when(CHARGED).thenNothingMoves(Decision.Kind.LATE);
    }

    @Test
    void aConfirmationOfAnOrderThatIsBeingUndoneIsRefusedLoudly() {
        saga.given(PLACED, RESERVED, DECLINED);
        assertThatThrownBy(() -> saga.when(CONFIRMED)).isInstanceOf(ContradictionException.class);
    }

    @Test
    void aTimerThatIsNotDueIsRefused() {
        saga.given(PLACED);
        assertThatThrownBy(() -> saga.when(TIMER)).isInstanceOf(IllegalArgumentException.class);
    }
}
