package dev.bulwark.saga.domain;

import java.util.Collection;

import static dev.bulwark.saga.domain.Effect.ABANDON;
import static dev.bulwark.saga.domain.Effect.ADVANCE;
import static dev.bulwark.saga.domain.Effect.CANCEL_INSTEAD;
import static dev.bulwark.saga.domain.Effect.CONTRADICTION;
import static dev.bulwark.saga.domain.Effect.FINISH;
import static dev.bulwark.saga.domain.Effect.LATE;
import static dev.bulwark.saga.domain.Effect.NOTE;
import static dev.bulwark.saga.domain.Effect.REFUSE;
import static dev.bulwark.saga.domain.Effect.RESEND;
import static dev.bulwark.saga.domain.Effect.RESUME;
import static dev.bulwark.saga.domain.Effect.RETRY;
import static dev.bulwark.saga.domain.Effect.START;
import static dev.bulwark.saga.domain.Effect.STICK;
import static dev.bulwark.saga.domain.Effect.TURN;
import static dev.bulwark.saga.domain.Effect.UNDO;
import static dev.bulwark.saga.domain.Effect.UNDO_AGAIN;
import static dev.bulwark.saga.domain.Effect.UNEXPECTED;
import static dev.bulwark.saga.domain.Phase.CANCELLED;
import static dev.bulwark.saga.domain.Phase.CANCELLING_ORDER;
import static dev.bulwark.saga.domain.Phase.CANCELLING_SHIPMENT;
import static dev.bulwark.saga.domain.Phase.CHARGING_PAYMENT;
import static dev.bulwark.saga.domain.Phase.CONFIRMED;
import static dev.bulwark.saga.domain.Phase.CONFIRMING_ORDER;
import static dev.bulwark.saga.domain.Phase.NOT_STARTED;
import static dev.bulwark.saga.domain.Phase.REFUNDING_PAYMENT;
import static dev.bulwark.saga.domain.Phase.REJECTED;
import static dev.bulwark.saga.domain.Phase.REJECTING_ORDER;
import static dev.bulwark.saga.domain.Phase.RELEASING_STOCK;
import static dev.bulwark.saga.domain.Phase.RESERVING_STOCK;
import static dev.bulwark.saga.domain.Phase.SCHEDULING_SHIPMENT;
import static dev.bulwark.saga.domain.Trigger.ABANDONMENT_ASKED;
import static dev.bulwark.saga.domain.Trigger.ATTEMPTS_SPENT;
import static dev.bulwark.saga.domain.Trigger.CANCEL_REQUESTED;
import static dev.bulwark.saga.domain.Trigger.COMMAND_PARKED;
import static dev.bulwark.saga.domain.Trigger.COMMAND_UNPARKED;
import static dev.bulwark.saga.domain.Trigger.COMPENSATION_ASKED;
import static dev.bulwark.saga.domain.Trigger.CONFIRM_REFUSED;
import static dev.bulwark.saga.domain.Trigger.EARLIER_COMMAND_PARKED;
import static dev.bulwark.saga.domain.Trigger.EARLIER_COMMAND_UNPARKED;
import static dev.bulwark.saga.domain.Trigger.ORDER_CANCELLED;
import static dev.bulwark.saga.domain.Trigger.ORDER_CONFIRMED;
import static dev.bulwark.saga.domain.Trigger.ORDER_PLACED;
import static dev.bulwark.saga.domain.Trigger.ORDER_REJECTED;
import static dev.bulwark.saga.domain.Trigger.PAYMENT_CHARGED;
import static dev.bulwark.saga.domain.Trigger.PAYMENT_REFUNDED;
import static dev.bulwark.saga.domain.Trigger.PAYMENT_REFUSED;
import static dev.bulwark.saga.domain.Trigger.RESEND_DUE;
import static dev.bulwark.saga.domain.Trigger.RETRY_ASKED;
import static dev.bulwark.saga.domain.Trigger.SAGA_TIMED_OUT;
import static dev.bulwark.saga.domain.Trigger.SHIPMENT_CANCELLED;
import static dev.bulwark.saga.domain.Trigger.SHIPMENT_REFUSED;
import static dev.bulwark.saga.domain.Trigger.SHIPMENT_SCHEDULED;
import static dev.bulwark.saga.domain.Trigger.STEP_TIMED_OUT;
import static dev.bulwark.saga.domain.Trigger.STOCK_REFUSED;
import static dev.bulwark.saga.domain.Trigger.STOCK_RELEASED;
import static dev.bulwark.saga.domain.Trigger.STOCK_RESERVED;

/**
 * The saga's transitions, all of them, as one table: every phase says what it does on every trigger. The picture in
 * {@code docs/patterns/saga.md} is rendered from it.
 *
 * <p>Steps run one after another, so the phase says what was asked for so far and what has to be undone: turning round in a step whose
 * outcome is unknown begins with that step's own compensation, turning round on a definite refusal with the one before. The exception is
 * an order that costs nothing: its saga passes over the payment, on the way there and on the way back.
 */
final class OrderSagaTransitions {

    private static final Trigger[] TIMERS = {RESEND_DUE, STEP_TIMED_OUT, SAGA_TIMED_OUT, ATTEMPTS_SPENT};
    private static final Trigger[] OPERATOR = {RETRY_ASKED, COMPENSATION_ASKED, ABANDONMENT_ASKED};
    private static final Trigger[] STOCK = {STOCK_RESERVED, STOCK_REFUSED, STOCK_RELEASED};
    private static final Trigger[] PAYMENT = {PAYMENT_CHARGED, PAYMENT_REFUSED, PAYMENT_REFUNDED};
    private static final Trigger[] SHIPMENT = {SHIPMENT_SCHEDULED, SHIPMENT_REFUSED, SHIPMENT_CANCELLED};

    private static final Trigger[] PARKING = {
        COMMAND_PARKED, COMMAND_UNPARKED, EARLIER_COMMAND_PARKED, EARLIER_COMMAND_UNPARKED
    };

    private static final TransitionTable TABLE = new TransitionTable()
            .in(NOT_STARTED)
            .on(ORDER_PLACED, START, RESERVING_STOCK)
            // Overtook its order: the order itself will refuse the confirmation.
            .stay(LATE, CANCEL_REQUESTED)
            .stay(UNEXPECTED, STOCK)
            .stay(UNEXPECTED, PAYMENT)
            .stay(UNEXPECTED, SHIPMENT)
            .stay(UNEXPECTED, ORDER_CONFIRMED, CONFIRM_REFUSED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(UNEXPECTED, TIMERS)
            .stay(UNEXPECTED, PARKING)
            .stay(REFUSE, OPERATOR)
            .in(RESERVING_STOCK)
            // An order that costs nothing is not charged.
            .on(STOCK_RESERVED, ADVANCE, CHARGING_PAYMENT, SCHEDULING_SHIPMENT)
            .on(STOCK_REFUSED, TURN, REJECTING_ORDER)
            .on(CANCEL_REQUESTED, TURN, RELEASING_STOCK)
            .on(STEP_TIMED_OUT, TURN, RELEASING_STOCK)
            .on(SAGA_TIMED_OUT, TURN, RELEASING_STOCK)
            .on(COMPENSATION_ASKED, TURN, RELEASING_STOCK)
            .stay(RESEND, RESEND_DUE)
            .stay(STICK, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(LATE, ORDER_PLACED)
            .stay(UNEXPECTED, STOCK_RELEASED, ATTEMPTS_SPENT)
            .stay(UNEXPECTED, PAYMENT)
            .stay(UNEXPECTED, SHIPMENT)
            .stay(UNEXPECTED, ORDER_CONFIRMED, CONFIRM_REFUSED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(RETRY, RETRY_ASKED)
            .stay(REFUSE, ABANDONMENT_ASKED)
            .in(CHARGING_PAYMENT)
            .on(PAYMENT_CHARGED, ADVANCE, SCHEDULING_SHIPMENT)
            .on(PAYMENT_REFUSED, TURN, RELEASING_STOCK)
            .on(CANCEL_REQUESTED, TURN, REFUNDING_PAYMENT)
            .on(STEP_TIMED_OUT, TURN, REFUNDING_PAYMENT)
            .on(SAGA_TIMED_OUT, TURN, REFUNDING_PAYMENT)
            .on(COMPENSATION_ASKED, TURN, REFUNDING_PAYMENT)
            .stay(RESEND, RESEND_DUE)
            .stay(STICK, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(LATE, ORDER_PLACED, STOCK_RESERVED)
            .stay(UNEXPECTED, STOCK_REFUSED, STOCK_RELEASED, PAYMENT_REFUNDED, ATTEMPTS_SPENT)
            .stay(UNEXPECTED, SHIPMENT)
            .stay(UNEXPECTED, ORDER_CONFIRMED, CONFIRM_REFUSED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(RETRY, RETRY_ASKED)
            .stay(REFUSE, ABANDONMENT_ASKED)
            .in(SCHEDULING_SHIPMENT)
            .on(SHIPMENT_SCHEDULED, ADVANCE, CONFIRMING_ORDER)
            .on(SHIPMENT_REFUSED, TURN, REFUNDING_PAYMENT, RELEASING_STOCK)
            .on(CANCEL_REQUESTED, TURN, CANCELLING_SHIPMENT)
            .on(STEP_TIMED_OUT, TURN, CANCELLING_SHIPMENT)
            .on(SAGA_TIMED_OUT, TURN, CANCELLING_SHIPMENT)
            .on(COMPENSATION_ASKED, TURN, CANCELLING_SHIPMENT)
            .stay(RESEND, RESEND_DUE)
            .stay(STICK, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(LATE, ORDER_PLACED, STOCK_RESERVED, PAYMENT_CHARGED)
            .stay(UNEXPECTED, STOCK_REFUSED, STOCK_RELEASED, PAYMENT_REFUSED, PAYMENT_REFUNDED)
            .stay(UNEXPECTED, SHIPMENT_CANCELLED, ATTEMPTS_SPENT)
            .stay(UNEXPECTED, ORDER_CONFIRMED, CONFIRM_REFUSED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(RETRY, RETRY_ASKED)
            .stay(REFUSE, ABANDONMENT_ASKED)
            .in(CONFIRMING_ORDER)
            .on(ORDER_CONFIRMED, FINISH, CONFIRMED)
            .on(CONFIRM_REFUSED, TURN, CANCELLING_SHIPMENT)
            .stay(RESEND, RESEND_DUE)
            .stay(STICK, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(RETRY, RETRY_ASKED)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            // The order arbitrates: it refuses the confirmation, or it already gave it.
            .stay(LATE, CANCEL_REQUESTED)
            .stay(LATE, ORDER_PLACED, STOCK_RESERVED, PAYMENT_CHARGED, SHIPMENT_SCHEDULED)
            .stay(UNEXPECTED, STOCK_REFUSED, STOCK_RELEASED, PAYMENT_REFUSED, PAYMENT_REFUNDED)
            .stay(UNEXPECTED, SHIPMENT_REFUSED, SHIPMENT_CANCELLED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(UNEXPECTED, STEP_TIMED_OUT, SAGA_TIMED_OUT, ATTEMPTS_SPENT)
            // The order may be confirmed by now; who wants it undone asks the order to be cancelled.
            .stay(REFUSE, COMPENSATION_ASKED, ABANDONMENT_ASKED)
            .in(CANCELLING_SHIPMENT)
            .on(SHIPMENT_CANCELLED, UNDO, REFUNDING_PAYMENT, RELEASING_STOCK)
            .stay(NOTE, SHIPMENT_SCHEDULED, SHIPMENT_REFUSED)
            .stay(CANCEL_INSTEAD, CANCEL_REQUESTED)
            .stay(RESEND, RESEND_DUE)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(STICK, ATTEMPTS_SPENT, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(LATE, ORDER_PLACED, CONFIRM_REFUSED)
            // Answers to later compensations arrive here when an operator had the undo begin again.
            .stay(NOTE, PAYMENT)
            .stay(LATE, STOCK)
            .stay(UNEXPECTED, ORDER_REJECTED, ORDER_CANCELLED, STEP_TIMED_OUT, SAGA_TIMED_OUT)
            .stay(CONTRADICTION, ORDER_CONFIRMED)
            .stay(RETRY, RETRY_ASKED)
            .on(COMPENSATION_ASKED, UNDO_AGAIN, CANCELLING_SHIPMENT)
            .on(ABANDONMENT_ASKED, ABANDON, REJECTING_ORDER)
            .in(REFUNDING_PAYMENT)
            .on(PAYMENT_REFUNDED, UNDO, RELEASING_STOCK)
            .stay(NOTE, PAYMENT_CHARGED, PAYMENT_REFUSED)
            .stay(CANCEL_INSTEAD, CANCEL_REQUESTED)
            .stay(RESEND, RESEND_DUE)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(STICK, ATTEMPTS_SPENT, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(LATE, ORDER_PLACED, CONFIRM_REFUSED)
            .stay(LATE, STOCK)
            .stay(LATE, SHIPMENT)
            .stay(UNEXPECTED, ORDER_REJECTED, ORDER_CANCELLED, STEP_TIMED_OUT, SAGA_TIMED_OUT)
            .stay(CONTRADICTION, ORDER_CONFIRMED)
            .stay(RETRY, RETRY_ASKED)
            .on(COMPENSATION_ASKED, UNDO_AGAIN, CANCELLING_SHIPMENT, REFUNDING_PAYMENT)
            .on(ABANDONMENT_ASKED, ABANDON, REJECTING_ORDER)
            .in(RELEASING_STOCK)
            .on(STOCK_RELEASED, UNDO, REJECTING_ORDER, CANCELLING_ORDER)
            .stay(NOTE, STOCK_RESERVED, STOCK_REFUSED)
            .stay(CANCEL_INSTEAD, CANCEL_REQUESTED)
            .stay(RESEND, RESEND_DUE)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(STICK, ATTEMPTS_SPENT, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(LATE, ORDER_PLACED, CONFIRM_REFUSED)
            .stay(LATE, PAYMENT)
            .stay(LATE, SHIPMENT)
            .stay(UNEXPECTED, ORDER_REJECTED, ORDER_CANCELLED, STEP_TIMED_OUT, SAGA_TIMED_OUT)
            .stay(CONTRADICTION, ORDER_CONFIRMED)
            .stay(RETRY, RETRY_ASKED)
            .on(COMPENSATION_ASKED, UNDO_AGAIN, CANCELLING_SHIPMENT, REFUNDING_PAYMENT, RELEASING_STOCK)
            .on(ABANDONMENT_ASKED, ABANDON, REJECTING_ORDER)
            .in(REJECTING_ORDER)
            .on(ORDER_REJECTED, FINISH, REJECTED)
            .on(ORDER_CANCELLED, FINISH, CANCELLED)
            .stay(RESEND, RESEND_DUE)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(STICK, ATTEMPTS_SPENT, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            // The rejection is on its way; the order knows both and says which it was.
            .stay(LATE, CANCEL_REQUESTED)
            .stay(LATE, ORDER_PLACED, CONFIRM_REFUSED)
            .stay(LATE, STOCK)
            .stay(LATE, PAYMENT)
            .stay(LATE, SHIPMENT)
            .stay(UNEXPECTED, STEP_TIMED_OUT, SAGA_TIMED_OUT)
            .stay(CONTRADICTION, ORDER_CONFIRMED)
            // Everything is undone, or given up; only the order has to say so.
            .stay(RETRY, RETRY_ASKED)
            .stay(REFUSE, COMPENSATION_ASKED, ABANDONMENT_ASKED)
            .in(CANCELLING_ORDER)
            .on(ORDER_CANCELLED, FINISH, CANCELLED)
            .on(ORDER_REJECTED, FINISH, REJECTED)
            .stay(RESEND, RESEND_DUE)
            .stay(LATE, EARLIER_COMMAND_PARKED)
            .stay(NOTE, EARLIER_COMMAND_UNPARKED)
            .stay(STICK, ATTEMPTS_SPENT, COMMAND_PARKED)
            .stay(RESUME, COMMAND_UNPARKED)
            .stay(LATE, CANCEL_REQUESTED, ORDER_PLACED, CONFIRM_REFUSED)
            .stay(LATE, STOCK)
            .stay(LATE, PAYMENT)
            .stay(LATE, SHIPMENT)
            .stay(UNEXPECTED, STEP_TIMED_OUT, SAGA_TIMED_OUT)
            .stay(CONTRADICTION, ORDER_CONFIRMED)
            // Everything is undone, or given up; only the order has to say so.
            .stay(RETRY, RETRY_ASKED)
            .stay(REFUSE, COMPENSATION_ASKED, ABANDONMENT_ASKED)
            .in(CONFIRMED)
            .stay(LATE, ORDER_PLACED, CANCEL_REQUESTED, ORDER_CONFIRMED)
            .stay(LATE, STOCK)
            .stay(LATE, PAYMENT)
            .stay(LATE, SHIPMENT)
            .stay(LATE, TIMERS)
            .stay(LATE, PARKING)
            .stay(CONTRADICTION, CONFIRM_REFUSED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(REFUSE, OPERATOR)
            .in(REJECTED)
            .stay(LATE, ORDER_PLACED, CANCEL_REQUESTED, CONFIRM_REFUSED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(LATE, STOCK)
            .stay(LATE, PAYMENT)
            .stay(LATE, SHIPMENT)
            .stay(LATE, TIMERS)
            .stay(LATE, PARKING)
            .stay(CONTRADICTION, ORDER_CONFIRMED)
            .stay(REFUSE, OPERATOR)
            .in(CANCELLED)
            .stay(LATE, ORDER_PLACED, CANCEL_REQUESTED, CONFIRM_REFUSED, ORDER_REJECTED, ORDER_CANCELLED)
            .stay(LATE, STOCK)
            .stay(LATE, PAYMENT)
            .stay(LATE, SHIPMENT)
            .stay(LATE, TIMERS)
            .stay(LATE, PARKING)
            .stay(CONTRADICTION, ORDER_CONFIRMED)
            .stay(REFUSE, OPERATOR);

    private OrderSagaTransitions() {}

    /** What happens in the phase on the trigger. @throws IllegalStateException if the table doesn't say */
    static Transition of(Phase phase, Trigger trigger) {
        return TABLE.get(phase, trigger);
    }

    /** Every cell, by phase and then by trigger. */
    static Collection<Transition> all() {
        return TABLE.all();
    }
}
