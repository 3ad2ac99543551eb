package dev.bulwark.saga.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

import dev.bulwark.saga.domain.SagaState.Advancing;
import dev.bulwark.saga.domain.SagaState.Ended;
import dev.bulwark.saga.domain.SagaState.NotStarted;
import dev.bulwark.saga.domain.SagaState.Open;
import dev.bulwark.saga.domain.SagaState.Undoing;
import org.jspecify.annotations.Nullable;

/**
 * The decider of order sagas. A function of its arguments and the injected random numbers; where to is said by
 * {@link OrderSagaTransitions}, when by {@link RetrySchedule}.
 *
 * <p>Guarantees, as long as participants repeat their first answer to a step: every action that was asked for and not definitely
 * refused is compensated before the order is rejected or cancelled; nothing moves an ended saga; a saga past its pivot is undone only
 * when the order refuses to confirm. Limit: it says what to send, not that it arrives.
 */
public final class OrderSagaDecider implements SagaDecider {

    /** How participants call an action that reached them too late; for the customer it is a time-out like any other. */
    private static final String EXPIRED = "expired";

    private static final String TIMEOUT = "timeout";

    private final SagaPolicy policy;
    private final RetrySchedule schedule;

    /** @param random for the pauses between retries; as safe for threads as the decider has to be */
    public OrderSagaDecider(SagaPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.schedule = new RetrySchedule(policy, random);
    }

    @Override
    public Decision decide(SagaState state, SagaInput input, Instant now) {
        Trigger trigger = trigger(state, input, now);
        Transition cell = OrderSagaTransitions.of(state.phase(), trigger);
        if (cell.effect().needsStuck() && !isStuck(state, input)) {
            return input instanceof SagaInput.OperatorAsked
                    ? unmoved(state, trigger, Decision.Kind.REFUSED)
                    : note(open(state), input, trigger);
        }
        return switch (cell.effect()) {
            case START -> start(state, input, trigger, cell, now);
            case ADVANCE -> advance(open(state), input, trigger, cell, now);
            case TURN -> turn(open(state), input, trigger, cell, now);
            case UNDO -> undo(undoing(state), input, trigger, cell, now);
            case RESEND -> resend(open(state), trigger, now);
            case STICK -> stick(open(state), input, trigger);
            case RESUME -> resume(open(state), input, trigger, now);
            case CANCEL_INSTEAD -> cancelInstead(undoing(state), trigger);
            case RETRY -> retry(open(state), trigger, now);
            case UNDO_AGAIN -> undoAgain(undoing(state), trigger, cell, now);
            case ABANDON -> abandon(undoing(state), trigger, cell, now);
            case REFUSE -> unmoved(state, trigger, Decision.Kind.REFUSED);
            case NOTE -> note(open(state), input, trigger);
            case FINISH -> finish(open(state), trigger, cell, now);
            case LATE -> unmoved(state, trigger, Decision.Kind.LATE);
            case UNEXPECTED -> unmoved(state, trigger, Decision.Kind.UNEXPECTED);
            case CONTRADICTION -> throw new ContradictionException(trigger, state.phase());
        };
    }

    @Override
    public @Nullable Instant actsOnceHeard(SagaState state, Instant now) {
        return state instanceof Open open ? schedule.actsOnceHeard(open, now) : null;
    }

    private Decision start(SagaState from, SagaInput input, Trigger trigger, Transition cell, Instant now) {
        if (!(input instanceof SagaInput.OrderPlaced placed)) {
            throw new IllegalStateException(trigger + " begins no saga");
        }
        Facts facts = Facts.of(placed);
        return moved(from, trigger, advancing(target(cell, facts, null), now, facts, now), null);
    }

    private Decision advance(Open from, SagaInput input, Trigger trigger, Transition cell, Instant now) {
        Facts facts = from.facts().learn(input);
        return moved(from, trigger, advancing(target(cell, facts, null), from.startedAt(), facts, now), null);
    }

    private Decision turn(Open from, SagaInput input, Trigger trigger, Transition cell, Instant now) {
        Ending ending = ending(from.phase().step(), input, trigger);
        Facts facts = from.facts().learn(input).unanswered(from.phase().step());
        return moved(from, trigger, undoing(cell, from.startedAt(), facts, ending, now), ending.code());
    }

    private Decision undo(Undoing from, SagaInput input, Trigger trigger, Transition cell, Instant now) {
        Facts facts = from.facts().learn(input);
        return moved(from, trigger, undoing(cell, from.startedAt(), facts, from.ending(), now), null);
    }

    private Decision resend(Open from, Trigger trigger, Instant now) {
        Open again = from.with(schedule.again(from.phase(), from.startedAt(), from.pending(), now), from.facts());
        return new Decision(from.phase(), again, command(again), trigger, Decision.Kind.RESENT, null);
    }

    private Decision retry(Open from, Trigger trigger, Instant now) {
        Open again = from.with(schedule.first(from.phase(), from.startedAt(), now), from.facts());
        return new Decision(from.phase(), again, command(again), trigger, Decision.Kind.RESENT, null);
    }

    private Decision undoAgain(Undoing from, Trigger trigger, Transition cell, Instant now) {
        return moved(from, trigger, undoing(cell, from.startedAt(), from.facts(), from.ending(), now), null);
    }

    private Decision abandon(Undoing from, Trigger trigger, Transition cell, Instant now) {
        Ending ending = Ending.Rejection.abandoned(from.phase().step());
        return moved(from, trigger, undoing(cell, from.startedAt(), from.facts(), ending, now), ending.code());
    }

    /** A saga that waits for a dead letter already has nothing to learn from those behind it. */
    private static Decision stick(Open from, SagaInput input, Trigger trigger) {
        Stuck before = from.stuck();
        boolean waitsForAnother = before != null && before.deadLetter() != null;
        if (input instanceof SagaInput.CommandParked parked
                && (waitsForAnother || from.facts().unparked().contains(parked.deadLetter()))) {
            return unmoved(from, trigger, Decision.Kind.LATE);
        }
        Stuck stuck = input instanceof SagaInput.CommandParked parked
                ? Stuck.parked(parked)
                : Stuck.unanswered(from.phase(), from.pending().attempt());
        Open to = from.with(from.pending().stuck(stuck), from.facts());
        return new Decision(from.phase(), to, null, trigger, Decision.Kind.STUCK, stuck.reason());
    }

    /** The answer may be on its way, so nothing is sent before the timer finds that there is none. */
    private Decision resume(Open from, SagaInput input, Trigger trigger, Instant now) {
        PendingCommand pending = schedule.resumed(from.phase(), from.startedAt(), from.pending(), now);
        Open to = from.with(pending, from.facts().learn(input));
        String detail = input instanceof SagaInput.CommandUnparked unparked
                ? unparked.deadLetter() + " was " + unparked.outcome().toLowerCase(Locale.ROOT)
                : null;
        return new Decision(from.phase(), to, null, trigger, Decision.Kind.RESUMED, detail);
    }

    /** The customer was promised that the order ends cancelled unless it was confirmed first. */
    private static Decision cancelInstead(Undoing from, Trigger trigger) {
        if (from.ending() instanceof Ending.Cancellation) {
            return unmoved(from, trigger, Decision.Kind.LATE);
        }
        Ending.Cancellation ending = Ending.Cancellation.REQUESTED;
        Undoing to = new Undoing(from.phase(), from.startedAt(), from.pending(), from.facts(), ending);
        return new Decision(from.phase(), to, null, trigger, Decision.Kind.NOTED, ending.code());
    }

    private static Decision note(Open from, SagaInput input, Trigger trigger) {
        Facts facts = from.facts().learn(input);
        if (facts.equals(from.facts())) {
            return unmoved(from, trigger, Decision.Kind.LATE);
        }
        return new Decision(
                from.phase(), from.with(from.pending(), facts), null, trigger, Decision.Kind.NOTED, noted(input));
    }

    private static @Nullable String noted(SagaInput input) {
        return input instanceof SagaInput.CommandUnparked unparked
                ? unparked.deadLetter() + " is parked no longer"
                : "its compensation is on its way";
    }

    private static Decision finish(Open from, Trigger trigger, Transition cell, Instant now) {
        Ending ending = from instanceof Undoing undoing ? undoing.ending() : null;
        Phase to = target(cell, from.facts(), ending);
        Ended ended = new Ended(to, from.startedAt(), from.facts(), ending, now);
        return new Decision(from.phase(), ended, null, trigger, Decision.Kind.MOVED, null);
    }

    private Decision moved(SagaState from, Trigger trigger, Open to, @Nullable String detail) {
        return new Decision(from.phase(), to, command(to), trigger, Decision.Kind.MOVED, detail);
    }

    private static Decision unmoved(SagaState state, Trigger trigger, Decision.Kind kind) {
        return new Decision(state.phase(), state, null, trigger, kind, null);
    }

    private Advancing advancing(Phase phase, Instant startedAt, Facts facts, Instant now) {
        return new Advancing(phase, startedAt, schedule.first(phase, startedAt, now), facts);
    }

    private Undoing undoing(Transition cell, Instant startedAt, Facts facts, Ending ending, Instant now) {
        Phase phase = target(cell, facts, ending);
        return new Undoing(phase, startedAt, schedule.first(phase, startedAt, now), facts, ending);
    }

    private static Phase target(Transition cell, Facts facts, @Nullable Ending ending) {
        return cell.target(phase -> hasReasonToEnter(phase, facts, ending));
    }

    /** Only what was asked for has to be undone; whatever the answer was, it has left its facts. */
    private static boolean hasReasonToEnter(Phase phase, Facts facts, @Nullable Ending ending) {
        return switch (phase) {
            case CHARGING_PAYMENT -> facts.needPayment();
            case REFUNDING_PAYMENT -> facts.paymentWasAskedFor();
            case CANCELLING_SHIPMENT -> facts.shipmentWasAskedFor();
            case REJECTING_ORDER -> ending instanceof Ending.Rejection;
            case CANCELLING_ORDER -> ending instanceof Ending.Cancellation;
            case NOT_STARTED,
                    RESERVING_STOCK,
                    SCHEDULING_SHIPMENT,
                    CONFIRMING_ORDER,
                    RELEASING_STOCK,
                    CONFIRMED,
                    REJECTED,
                    CANCELLED -> true;
        };
    }

    private Ending ending(Step step, SagaInput input, Trigger trigger) {
        return switch (input) {
            case SagaInput.StockRefused refused -> rejection(step, refused.code(), refused.detail());
            case SagaInput.PaymentRefused refused -> rejection(step, refused.code(), refused.detail());
            case SagaInput.ShipmentRefused refused -> rejection(step, refused.code(), refused.detail());
            case SagaInput.CancelRequested requested -> Ending.Cancellation.REQUESTED;
            case SagaInput.ConfirmRefused refused -> new Ending.Cancellation(refused.code());
            case SagaInput.OperatorAsked asked -> Ending.Rejection.byOperator(step);
            default ->
                trigger == Trigger.SAGA_TIMED_OUT
                        ? rejection(
                                step,
                                TIMEOUT,
                                "not done within " + policy.sagaTimeout().toSeconds() + " s")
                        : rejection(
                                step,
                                TIMEOUT,
                                "no answer within " + policy.stepBudget().toSeconds() + " s");
        };
    }

    private static Ending.Rejection rejection(Step step, String code, @Nullable String detail) {
        return new Ending.Rejection(step, EXPIRED.equals(code) ? TIMEOUT : code, detail);
    }

    /** Each open phase waits for the answer to exactly one command. */
    private SagaCommand command(Open state) {
        int attempt = state.pending().attempt();
        Instant expires = schedule.expiry(state.pending());
        return switch (state.phase()) {
            case RESERVING_STOCK -> new SagaCommand.ReserveStock(attempt, expires);
            case CHARGING_PAYMENT -> new SagaCommand.ChargePayment(attempt, expires);
            case SCHEDULING_SHIPMENT -> new SagaCommand.ScheduleShipment(attempt, expires);
            case CONFIRMING_ORDER -> new SagaCommand.ConfirmOrder(attempt, state.facts());
            case CANCELLING_SHIPMENT -> new SagaCommand.CancelShipment(attempt);
            case REFUNDING_PAYMENT -> new SagaCommand.RefundPayment(attempt);
            case RELEASING_STOCK -> new SagaCommand.ReleaseStock(attempt);
            case REJECTING_ORDER -> new SagaCommand.RejectOrder(attempt, rejection(undoing(state)), state.facts());
            case CANCELLING_ORDER -> new SagaCommand.CancelOrder(attempt, state.facts());
            case NOT_STARTED, CONFIRMED, REJECTED, CANCELLED ->
                throw new IllegalStateException(state.phase() + " asks for nothing");
        };
    }

    private static Ending.Rejection rejection(Undoing state) {
        if (state.ending() instanceof Ending.Rejection rejection) {
            return rejection;
        }
        throw new IllegalStateException("a rejection without a reason");
    }

    private Trigger trigger(SagaState state, SagaInput input, Instant now) {
        return switch (input) {
            case SagaInput.OrderPlaced placed -> Trigger.ORDER_PLACED;
            case SagaInput.CancelRequested requested -> Trigger.CANCEL_REQUESTED;
            case SagaInput.StockReserved reserved -> Trigger.STOCK_RESERVED;
            case SagaInput.StockRefused refused -> Trigger.STOCK_REFUSED;
            case SagaInput.StockReleased released -> Trigger.STOCK_RELEASED;
            case SagaInput.PaymentCharged charged -> Trigger.PAYMENT_CHARGED;
            case SagaInput.PaymentRefused refused -> Trigger.PAYMENT_REFUSED;
            case SagaInput.PaymentRefunded refunded -> Trigger.PAYMENT_REFUNDED;
            case SagaInput.ShipmentScheduled scheduled -> Trigger.SHIPMENT_SCHEDULED;
            case SagaInput.ShipmentRefused refused -> Trigger.SHIPMENT_REFUSED;
            case SagaInput.ShipmentCancelled cancelled -> Trigger.SHIPMENT_CANCELLED;
            case SagaInput.OrderConfirmed confirmed -> Trigger.ORDER_CONFIRMED;
            case SagaInput.ConfirmRefused refused -> Trigger.CONFIRM_REFUSED;
            case SagaInput.OrderRejected rejected -> Trigger.ORDER_REJECTED;
            case SagaInput.OrderCancelled cancelled -> Trigger.ORDER_CANCELLED;
            case SagaInput.CommandParked parked ->
                parked.step() == state.phase().step() ? Trigger.COMMAND_PARKED : Trigger.EARLIER_COMMAND_PARKED;
            case SagaInput.CommandUnparked unparked ->
                unparked.step() == state.phase().step() ? Trigger.COMMAND_UNPARKED : Trigger.EARLIER_COMMAND_UNPARKED;
            case SagaInput.TimerFired fired -> meaning(state, now);
            case SagaInput.OperatorAsked asked -> asked.what().trigger();
        };
    }

    private Trigger meaning(SagaState state, Instant now) {
        return switch (state) {
            case Open open when open.pending().isDue(now) -> schedule.meaning(open, now);
            case Open open -> throw new IllegalArgumentException("a timer that is not due: " + open.pending());
            case NotStarted none -> Trigger.RESEND_DUE;
            case Ended ended -> Trigger.RESEND_DUE;
        };
    }

    /** For a dead letter that is one no longer: stuck because of that one. */
    private static boolean isStuck(SagaState state, SagaInput input) {
        Stuck stuck = state instanceof Open open ? open.stuck() : null;
        return stuck != null && (!(input instanceof SagaInput.CommandUnparked unparked) || stuck.isEndedBy(unparked));
    }

    private static Open open(SagaState state) {
        if (state instanceof Open open) {
            return open;
        }
        throw new IllegalStateException("not open: " + state.phase());
    }

    private static Undoing undoing(SagaState state) {
        if (state instanceof Undoing undoing) {
            return undoing;
        }
        throw new IllegalStateException("not being undone: " + state.phase());
    }
}
