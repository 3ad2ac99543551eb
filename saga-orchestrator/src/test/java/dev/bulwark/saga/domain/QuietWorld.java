package dev.bulwark.saga.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * One saga and its participants, one input at a time, nothing lost and nothing twice. A step can refuse, or be silent: it acts, and
 * its first answer comes only after the saga has given it up.
 */
final class QuietWorld {

    private static final int MOST_STEPS = 100;

    private enum Effect {
        NONE,
        DONE,
        REFUSED,
        UNDONE
    }

    private final OrderSagaDecider decider = new OrderSagaDecider(Inputs.POLICY, new SplittableRandom(7));
    private final boolean free;
    private final @Nullable Step refused;
    private final @Nullable Step silent;
    private final Map<Step, Effect> effects = new EnumMap<>(Step.class);
    private final Deque<SagaInput> inputs = new ArrayDeque<>();
    private final Set<Phase> cancelMet = EnumSet.noneOf(Phase.class);
    private final Set<Trigger> heardAfterCancel = EnumSet.noneOf(Trigger.class);

    private SagaState saga = new SagaState.NotStarted();
    private Instant now = Inputs.START;
    private @Nullable Phase orderEnded;
    private @Nullable SagaInput heldBack;
    private boolean cancelAccepted;
    private boolean cancelHeard;

    QuietWorld(boolean free, @Nullable Step refused, @Nullable Step silent) {
        this.free = free;
        this.refused = refused;
        this.silent = silent;
        for (Step step : Step.values()) {
            effects.put(step, Effect.NONE);
        }
        inputs.add(free ? Inputs.PLACED_FREE : Inputs.PLACED);
    }

    void step(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    void stepToTheEnd() {
        for (int i = 0; i < MOST_STEPS && (saga.phase().isOpen() || !inputs.isEmpty()); i++) {
            step();
        }
    }

    void customerAsks() {
        cancelAccepted = orderEnded == null;
    }

    /** An event like the others; there is none where the request was refused. */
    void sagaHearsOfIt() {
        if (cancelAccepted) {
            cancelMet.add(saga.phase());
            hear(Inputs.CANCEL_REQUESTED);
            cancelHeard = true;
        } else {
            cancelMet.add(saga.phase());
        }
    }

    SagaState saga() {
        return saga;
    }

    boolean cancelAccepted() {
        return cancelAccepted;
    }

    Set<Phase> cancelMet() {
        return cancelMet;
    }

    Set<Trigger> heardAfterCancel() {
        return heardAfterCancel;
    }

    List<String> imbalances() {
        List<String> wrong = new ArrayList<>();
        if (saga.phase() != orderEnded) {
            wrong.add("the saga is " + saga.phase() + ", the order " + orderEnded);
        }
        for (Step step : List.of(Step.STOCK, Step.PAYMENT, Step.SHIPMENT)) {
            if (free && step == Step.PAYMENT) {
                if (effects.get(step) != Effect.NONE) {
                    wrong.add("payment was asked for, and there is nothing to pay");
                }
            } else if ((effects.get(step) == Effect.DONE) != (orderEnded == Phase.CONFIRMED)) {
                wrong.add(step + " is " + effects.get(step) + ", the order " + orderEnded);
            }
        }
        return wrong;
    }

    /** The next answer; where none is coming, the timer. */
    private void step() {
        if (!inputs.isEmpty()) {
            hear(inputs.removeFirst());
        } else if (saga instanceof SagaState.Open open && open.pending().dueAt() != null) {
            Instant due = open.pending().dueAt();
            now = due.isAfter(now) ? due : now.plus(Duration.ofMillis(1));
            hear(Inputs.TIMER);
        }
    }

    private void hear(SagaInput input) {
        Decision decision = decider.decide(saga, input, now);
        saga = decision.state();
        if (cancelHeard || cancelAccepted) {
            heardAfterCancel.add(decision.trigger());
        }
        if (decision.command() != null && decision.kind() == Decision.Kind.MOVED) {
            answer(decision.command());
        }
    }

    private void answer(SagaCommand command) {
        switch (command) {
            case SagaCommand.ReserveStock c -> act(c, Inputs.RESERVED, Inputs.OUT_OF_STOCK);
            case SagaCommand.ChargePayment c -> act(c, Inputs.CHARGED, Inputs.DECLINED);
            case SagaCommand.ScheduleShipment c -> act(c, Inputs.SCHEDULED, Inputs.UNDELIVERABLE);
            case SagaCommand.CancelShipment c -> undo(c, Inputs.SHIPMENT_CANCELLED);
            case SagaCommand.RefundPayment c -> undo(c, Inputs.REFUNDED);
            case SagaCommand.ReleaseStock c -> undo(c, Inputs.RELEASED);
            case SagaCommand.ConfirmOrder c -> {
                if (orderEnded == null && !cancelAccepted) {
                    orderEnded = Phase.CONFIRMED;
                }
                inputs.add(orderEnded == Phase.CONFIRMED ? Inputs.CONFIRMED : Inputs.CONFIRM_REFUSED);
            }
            case SagaCommand.RejectOrder c -> close(cancelAccepted ? Phase.CANCELLED : Phase.REJECTED);
            case SagaCommand.CancelOrder c -> close(Phase.CANCELLED);
        }
    }

    private void act(SagaCommand command, SagaInput done, SagaInput refusal) {
        boolean refuses = command.step() == refused;
        effects.put(command.step(), refuses ? Effect.REFUSED : Effect.DONE);
        SagaInput answer = refuses ? refusal : done;
        if (command.step() == silent) {
            heldBack = answer;
        } else {
            inputs.add(answer);
        }
    }

    private void undo(SagaCommand command, SagaInput answer) {
        if (heldBack != null) {
            inputs.add(heldBack);
            heldBack = null;
        }
        effects.computeIfPresent(command.step(), (step, before) -> before == Effect.REFUSED ? before : Effect.UNDONE);
        inputs.add(answer);
    }

    /** The order arbitrates. */
    private void close(Phase as) {
        if (orderEnded == null) {
            orderEnded = as;
        }
        inputs.add(orderEnded == Phase.REJECTED ? Inputs.REJECTED : Inputs.CANCELLED);
    }
}
