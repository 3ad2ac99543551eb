package dev.bulwark.payment.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.payment.domain.PaymentEffect.Announce;
import dev.bulwark.payment.domain.PaymentEffect.AskCharge;
import dev.bulwark.payment.domain.PaymentEffect.AskRefund;
import dev.bulwark.payment.domain.PaymentEffect.AskVoid;
import dev.bulwark.payment.domain.PaymentEffect.BookCapture;
import dev.bulwark.payment.domain.PaymentEffect.BookRefund;
import dev.bulwark.payment.domain.PaymentEffect.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Given inputs, when another comes, then these effects follow. */
class PaymentDeciderTest {

    private static final Charge CHARGE = new Charge(new UUID(7, 1), "alice", 12_990, "EUR", "pm_card_ok");
    private static final Charge RESENT = new Charge(new UUID(7, 2), "alice", 12_990, "EUR", "pm_card_ok");

    private static final PaymentInput CHARGE_COMMAND = new PaymentInput.ChargeCommand(CHARGE, false);
    private static final PaymentInput RESENT_COMMAND = new PaymentInput.ChargeCommand(RESENT, false);
    private static final PaymentInput EXPIRED_COMMAND = new PaymentInput.ChargeCommand(RESENT, true);
    private static final PaymentInput DECLINED = new PaymentInput.Declined("card_declined");
    private static final PaymentInput TOO_LATE = new PaymentInput.TooLate(12_990);

    private static final PaymentAnswer CHARGED = new PaymentAnswer.Charged(CHARGE);
    private static final PaymentAnswer REFUSED = new PaymentAnswer.Refused(CHARGE.paymentId(), "card_declined", null);
    private static final PaymentAnswer COMPENSATED = new PaymentAnswer.Refused(CHARGE.paymentId(), "compensated", null);
    private static final PaymentAnswer NOTHING_TAKEN = new PaymentAnswer.Refunded(CHARGE, 0);
    private static final PaymentAnswer ALL_BACK = new PaymentAnswer.Refunded(CHARGE, 12_990);

    private PaymentState state = new PaymentState.None();
    private List<PaymentEffect> effects = List.of();
    private final List<PaymentEffect> all = new ArrayList<>();

    private PaymentDeciderTest given(PaymentInput... inputs) {
        for (PaymentInput input : inputs) {
            when(input);
        }
        return this;
    }

    private PaymentDeciderTest when(PaymentInput input) {
        Decision decision = PaymentDecider.decide(state, input);
        state = decision.next();
        effects = decision.effects();
        all.addAll(effects);
        return this;
    }

    private void then(PaymentStatus status, PaymentEffect... expected) {
        assertThat(effects).containsExactly(expected);
        assertThat(state.status()).isEqualTo(status);
    }

    private void thenReplies(PaymentStatus status, PaymentAnswer answer) {
        then(status, new Reply(answer));
    }

    @Test
    void aChargeAsksTheProviderAndAnswersNobodyYet() {
        when(CHARGE_COMMAND).then(PaymentStatus.REQUESTED, new AskCharge(CHARGE));
    }

    @Test
    void aResentChargeIsNotAskedTwice() {
        given(CHARGE_COMMAND).when(RESENT_COMMAND).then(PaymentStatus.REQUESTED);
        when(EXPIRED_COMMAND).then(PaymentStatus.REQUESTED);
    }

    @Test
    void aCaptureIsBookedAndTold() {
        given(CHARGE_COMMAND)
                .when(PaymentInput.CAPTURED)
                .then(PaymentStatus.CHARGED, new BookCapture(CHARGE), new Reply(CHARGED), new Announce(CHARGED));
    }

    @Test
    void theSameAnswerIsGivenAgainEvenAfterItsTime() {
        given(CHARGE_COMMAND, PaymentInput.CAPTURED).when(RESENT_COMMAND).thenReplies(PaymentStatus.CHARGED, CHARGED);
        when(EXPIRED_COMMAND).thenReplies(PaymentStatus.CHARGED, CHARGED);
    }

    @Test
    void aRefusalIsFinalAndRepeated() {
        given(CHARGE_COMMAND).when(DECLINED).then(PaymentStatus.REFUSED, new Reply(REFUSED), new Announce(REFUSED));
        when(RESENT_COMMAND).thenReplies(PaymentStatus.REFUSED, REFUSED);
    }

    @Test
    void theRefundOfARefusedChargeHasNothingToGiveBack() {
        given(CHARGE_COMMAND, DECLINED).when(PaymentInput.REFUND).thenReplies(PaymentStatus.REFUSED, NOTHING_TAKEN);
    }

    @Test
    void whatCameTooLateIsRefusedForGood() {
        PaymentAnswer expired = new PaymentAnswer.Refused(null, "expired", "the command came after its time");
        when(EXPIRED_COMMAND).then(PaymentStatus.REFUSED, new Reply(expired), new Announce(expired));
        when(CHARGE_COMMAND).thenReplies(PaymentStatus.REFUSED, expired);
        when(PaymentInput.REFUND).thenReplies(PaymentStatus.REFUSED, new PaymentAnswer.Refunded(null, 0));
    }

    @Test
    void aRefundGivesBackWhatWasCaptured() {
        given(CHARGE_COMMAND, PaymentInput.CAPTURED)
                .when(PaymentInput.REFUND)
                .then(PaymentStatus.REFUNDING, new AskRefund(CHARGE, 12_990));
        when(PaymentInput.REFUND).then(PaymentStatus.REFUNDING);
        when(PaymentInput.RETURNED)
                .then(
                        PaymentStatus.REFUNDED,
                        new BookRefund(CHARGE, 12_990),
                        new Reply(ALL_BACK),
                        new Announce(ALL_BACK));
        when(PaymentInput.REFUND).thenReplies(PaymentStatus.REFUNDED, ALL_BACK);
        when(RESENT_COMMAND).thenReplies(PaymentStatus.REFUNDED, CHARGED);
    }

    @Test
    void theRefundOfAnUnknownChargeFirstVoidsTheKey() {
        given(CHARGE_COMMAND, PaymentInput.UNKNOWN)
                .when(PaymentInput.REFUND)
                .then(PaymentStatus.VOIDING, new AskVoid(CHARGE));
        when(PaymentInput.REFUND).then(PaymentStatus.VOIDING);
        when(RESENT_COMMAND).thenReplies(PaymentStatus.VOIDING, COMPENSATED);
        when(PaymentInput.VOIDED).then(PaymentStatus.VOIDED, new Reply(NOTHING_TAKEN), new Announce(NOTHING_TAKEN));
        when(PaymentInput.REFUND).thenReplies(PaymentStatus.VOIDED, NOTHING_TAKEN);
        when(RESENT_COMMAND).thenReplies(PaymentStatus.VOIDED, COMPENSATED);
    }

    @Test
    void aVoidThatCameTooLateTurnsIntoARefund() {
        given(CHARGE_COMMAND, PaymentInput.UNKNOWN, PaymentInput.REFUND)
                .when(TOO_LATE)
                .then(PaymentStatus.REFUNDING, new BookCapture(CHARGE), new AskRefund(CHARGE, 12_990));
        when(PaymentInput.RETURNED)
                .then(
                        PaymentStatus.REFUNDED,
                        new BookRefund(CHARGE, 12_990),
                        new Reply(ALL_BACK),
                        new Announce(ALL_BACK));
        when(RESENT_COMMAND).thenReplies(PaymentStatus.REFUNDED, COMPENSATED);
    }

    @Test
    void theCallUnderWayMayAnswerBeforeTheVoid() {
        given(CHARGE_COMMAND, PaymentInput.REFUND)
                .when(PaymentInput.CAPTURED)
                .then(PaymentStatus.REFUNDING, new BookCapture(CHARGE), new AskRefund(CHARGE, 12_990));
        when(TOO_LATE).then(PaymentStatus.REFUNDING);
    }

    @Test
    void orAfterIt() {
        given(CHARGE_COMMAND, PaymentInput.REFUND, TOO_LATE)
                .when(PaymentInput.CAPTURED)
                .then(PaymentStatus.REFUNDING);
        when(PaymentInput.RETURNED);
        when(PaymentInput.CAPTURED).then(PaymentStatus.REFUNDED);
        when(TOO_LATE).then(PaymentStatus.REFUNDED);
        when(PaymentInput.RETURNED).then(PaymentStatus.REFUNDED);
        assertThat(all.stream().filter(BookCapture.class::isInstance)).hasSize(1);
        assertThat(all.stream().filter(AskRefund.class::isInstance)).hasSize(1);
        assertThat(all.stream().filter(BookRefund.class::isInstance)).hasSize(1);
    }

    @Test
    void aRefusalWhileTheKeyIsBeingVoidedChangesNothing() {
        given(CHARGE_COMMAND, PaymentInput.REFUND).when(DECLINED).then(PaymentStatus.VOIDING);
        when(PaymentInput.BLOCKED).then(PaymentStatus.VOIDING);
        when(PaymentInput.UNKNOWN).then(PaymentStatus.VOIDING);
        when(PaymentInput.VOIDED).then(PaymentStatus.VOIDED, new Reply(NOTHING_TAKEN), new Announce(NOTHING_TAKEN));
        when(PaymentInput.BLOCKED).then(PaymentStatus.VOIDED);
    }

    @Test
    void moneyTakenAfterTheProvidersWordIsBookedAndGivenBackAllTheSame() {
        given(CHARGE_COMMAND, PaymentInput.REFUND, PaymentInput.VOIDED)
                .when(PaymentInput.CAPTURED)
                .then(PaymentStatus.REFUNDING, new BookCapture(CHARGE), new AskRefund(CHARGE, 12_990));
    }

    @Test
    void aCompensationThatComesFirstLeavesATombstone() {
        PaymentAnswer nothing = new PaymentAnswer.Refunded(null, 0);
        when(PaymentInput.REFUND).then(PaymentStatus.TOMBSTONE, new Reply(nothing));
        when(CHARGE_COMMAND).thenReplies(PaymentStatus.TOMBSTONE, new PaymentAnswer.Refused(null, "compensated", null));
        when(PaymentInput.REFUND).thenReplies(PaymentStatus.TOMBSTONE, nothing);
    }

    @Test
    void whatOperatorsGaveBackIsNotGivenBackTwice() {
        state = new PaymentState.Charged(CHARGE, new OperatorRefunds(1_000, 2_000));
        when(PaymentInput.REFUND).then(PaymentStatus.REFUNDING, new AskRefund(CHARGE, 9_990));
        state = PaymentDecider.operatorRefundDone(state, 1_000);
        PaymentAnswer rest = new PaymentAnswer.Refunded(CHARGE, 9_990);
        when(PaymentInput.RETURNED)
                .then(PaymentStatus.REFUNDED, new BookRefund(CHARGE, 9_990), new Reply(rest), new Announce(rest));
        assertThat(state).isEqualTo(new PaymentState.Refunded(CHARGE, new OperatorRefunds(0, 3_000), true));
    }

    @Test
    void nothingIsLeftToTheSagaWhereOperatorsGaveBackEverything() {
        state = new PaymentState.Charged(CHARGE, new OperatorRefunds(12_990, 0));
        when(PaymentInput.REFUND).then(PaymentStatus.REFUNDED, new Reply(NOTHING_TAKEN), new Announce(NOTHING_TAKEN));
        assertThat(PaymentDecider.operatorRefundDone(state, 12_990))
                .isEqualTo(new PaymentState.Refunded(CHARGE, new OperatorRefunds(0, 12_990), true));
    }

    @Test
    void aProviderThatContradictsItselfIsNotBelieved() {
        given(CHARGE_COMMAND, DECLINED);
        assertThatThrownBy(() -> when(PaymentInput.CAPTURED)).isInstanceOf(ImpossibleTransitionException.class);
    }

    @Test
    void norOneThatNamesAnotherAmount() {
        given(CHARGE_COMMAND, PaymentInput.REFUND);
        assertThatThrownBy(() -> when(new PaymentInput.TooLate(1))).isInstanceOf(ImpossibleTransitionException.class);
    }
}
