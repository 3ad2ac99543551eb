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
import dev.bulwark.payment.domain.PaymentState.Charged;
import dev.bulwark.payment.domain.PaymentState.None;
import dev.bulwark.payment.domain.PaymentState.Refunded;
import dev.bulwark.payment.domain.PaymentState.Refunding;
import dev.bulwark.payment.domain.PaymentState.Refused;
import dev.bulwark.payment.domain.PaymentState.Requested;
import dev.bulwark.payment.domain.PaymentState.Tombstone;
import dev.bulwark.payment.domain.PaymentState.Voided;
import dev.bulwark.payment.domain.PaymentState.Voiding;
import org.jspecify.annotations.Nullable;

/**
 * State × input → state and effects.
 *
 * <p>The first decision about a charge is final and said again whenever asked; once its compensation has come, a charge that wasn't
 * answered is refused as {@code compensated}, whatever the provider says later. Money the provider captured is booked once and given back once, in
 * whichever order the answers come. Inputs may come again and late.
 */
public final class PaymentDecider {

    public static final String EXPIRED = "expired";
    public static final String COMPENSATED = "compensated";

    private PaymentDecider() {}

    /** @throws ImpossibleTransitionException where the table says so, or the provider names another amount than was charged */
    public static Decision decide(PaymentState state, PaymentInput input) {
        return switch (PaymentTransitions.step(state.status(), input.kind())) {
            case KEEP -> Decision.of(state);
            case REPEAT -> Decision.of(state, new Reply(repeated(state, input)));
            case IMPOSSIBLE -> throw new ImpossibleTransitionException(state, input);
            case BEGIN -> begin(((PaymentInput.ChargeCommand) input).charge());
            case EXPIRE -> refuse(null, EXPIRED, "the command came after its time");
            case TOMBSTONE -> Decision.of(new Tombstone(), new Reply(new PaymentAnswer.Refunded(null, 0)));
            case CONFIRM -> confirm(chargeOf(state, input));
            case REFUSE -> refuse(chargeOf(state, input), codeOf(input), null);
            case VOID -> Decision.of(new Voiding(chargeOf(state, input)), new AskVoid(chargeOf(state, input)));
            case VOIDED -> voided(chargeOf(state, input));
            case GIVE_BACK -> giveBack(chargeOf(state, input), state, input);
            case REFUND -> refund((Charged) state);
            case RETURN -> returned((Refunding) state);
        };
    }

    /** The provider gave back what an operator had asked for. @throws ImpossibleTransitionException without a capture */
    public static PaymentState operatorRefundDone(PaymentState state, long amount) {
        return switch (state) {
            case Charged s -> new Charged(s.charge(), s.operator().settled(amount));
            case Refunding s -> new Refunding(s.charge(), s.operator().settled(amount), s.acknowledged());
            case Refunded s -> new Refunded(s.charge(), s.operator().settled(amount), s.acknowledged());
            case None s -> throw new ImpossibleTransitionException(s, PaymentInput.RETURNED);
            case Requested s -> throw new ImpossibleTransitionException(s, PaymentInput.RETURNED);
            case Refused s -> throw new ImpossibleTransitionException(s, PaymentInput.RETURNED);
            case Voiding s -> throw new ImpossibleTransitionException(s, PaymentInput.RETURNED);
            case Voided s -> throw new ImpossibleTransitionException(s, PaymentInput.RETURNED);
            case Tombstone s -> throw new ImpossibleTransitionException(s, PaymentInput.RETURNED);
        };
    }

    private static Decision begin(Charge charge) {
        return Decision.of(new Requested(charge), new AskCharge(charge));
    }

    private static Decision confirm(Charge charge) {
        return Decision.of(
                new Charged(charge, OperatorRefunds.NONE),
                told(new PaymentAnswer.Charged(charge), new BookCapture(charge)));
    }

    private static Decision refuse(@Nullable Charge charge, String code, @Nullable String detail) {
        UUID paymentId = charge == null ? null : charge.paymentId();
        return Decision.of(new Refused(charge, code, detail), told(new PaymentAnswer.Refused(paymentId, code, detail)));
    }

    private static Decision voided(Charge charge) {
        return Decision.of(new Voided(charge), told(new PaymentAnswer.Refunded(charge, 0)));
    }

    private static Decision giveBack(Charge charge, PaymentState state, PaymentInput input) {
        if (input instanceof PaymentInput.TooLate(long amount) && amount != charge.amount()) {
            throw new ImpossibleTransitionException(state, input);
        }
        return Decision.of(
                new Refunding(charge, OperatorRefunds.NONE, false),
                new BookCapture(charge),
                new AskRefund(charge, charge.amount()));
    }

    /** What operators have given back, or are about to, isn't given back twice. */
    private static Decision refund(Charged state) {
        long amount = left(state.charge(), state.operator());
        if (amount == 0) {
            return Decision.of(
                    new Refunded(state.charge(), state.operator(), true),
                    told(new PaymentAnswer.Refunded(state.charge(), 0)));
        }
        return Decision.of(
                new Refunding(state.charge(), state.operator(), true), new AskRefund(state.charge(), amount));
    }

    private static Decision returned(Refunding state) {
        long amount = left(state.charge(), state.operator());
        return Decision.of(
                new Refunded(state.charge(), state.operator(), state.acknowledged()),
                told(new PaymentAnswer.Refunded(state.charge(), amount), new BookRefund(state.charge(), amount)));
    }

    private static PaymentAnswer repeated(PaymentState state, PaymentInput input) {
        boolean compensation = input.kind() == PaymentInput.Kind.REFUND;
        return switch (state) {
            case Charged s -> new PaymentAnswer.Charged(s.charge());
            case Refused s ->
                compensation
                        ? new PaymentAnswer.Refunded(s.charge(), 0)
                        : new PaymentAnswer.Refused(idOf(s.charge()), s.code(), s.detail());
            case Voiding s -> compensated(s.charge());
            case Voided s -> compensation ? new PaymentAnswer.Refunded(s.charge(), 0) : compensated(s.charge());
            case Refunding s -> s.acknowledged() ? new PaymentAnswer.Charged(s.charge()) : compensated(s.charge());
            case Refunded s -> compensation ? refunded(s) : charged(s);
            case Tombstone s -> compensation ? new PaymentAnswer.Refunded(null, 0) : compensated(null);
            case None s -> throw new ImpossibleTransitionException(s, input);
            case Requested s -> throw new ImpossibleTransitionException(s, input);
        };
    }

    private static PaymentAnswer charged(Refunded state) {
        return state.acknowledged() ? new PaymentAnswer.Charged(state.charge()) : compensated(state.charge());
    }

    private static PaymentAnswer refunded(Refunded state) {
        return new PaymentAnswer.Refunded(state.charge(), left(state.charge(), state.operator()));
    }

    private static PaymentAnswer compensated(@Nullable Charge charge) {
        return new PaymentAnswer.Refused(idOf(charge), COMPENSATED, null);
    }

    /** The saga's share of what is given back. */
    private static long left(Charge charge, OperatorRefunds operator) {
        return charge.amount() - operator.total();
    }

    private static String codeOf(PaymentInput input) {
        return input instanceof PaymentInput.Declined(String code) ? code : COMPENSATED;
    }

    private static @Nullable UUID idOf(@Nullable Charge charge) {
        return charge == null ? null : charge.paymentId();
    }

    private static Charge chargeOf(PaymentState state, PaymentInput input) {
        return switch (state) {
            case Requested s -> s.charge();
            case Voiding s -> s.charge();
            case Voided s -> s.charge();
            case Charged s -> s.charge();
            case Refunding s -> s.charge();
            case Refunded s -> s.charge();
            case None s -> throw new ImpossibleTransitionException(s, input);
            case Refused s -> throw new ImpossibleTransitionException(s, input);
            case Tombstone s -> throw new ImpossibleTransitionException(s, input);
        };
    }

    /** Books first, then tells the saga and everybody. */
    private static PaymentEffect[] told(PaymentAnswer answer, PaymentEffect... books) {
        List<PaymentEffect> effects = new ArrayList<>(List.of(books));
        effects.add(new Reply(answer));
        effects.add(new Announce(answer));
        return effects.toArray(PaymentEffect[]::new);
    }
}
