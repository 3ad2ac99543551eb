package dev.bulwark.saga.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/** One saga, its participants, and a network that loses, repeats and overtakes. Everything follows from the seed. */
final class ShakyWorld {

    private enum Effect {
        NONE,
        DONE,
        REFUSED,
        UNDONE
    }

    private final SplittableRandom random;
    private final boolean free;
    private final OrderSagaDecider decider;
    private final Map<Step, Effect> effects = new EnumMap<>(Step.class);
    private final List<SagaCommand> commands = new ArrayList<>();
    private final List<SagaInput> inputs = new ArrayList<>();
    /** Answers given but not published yet: the timer can't know of them. */
    private final List<SagaInput> held = new ArrayList<>();

    /** By step, what its participant parked: the first can't be handled, the others wait behind it. */
    private final Map<Step, List<SagaCommand>> parked = new EnumMap<>(Step.class);

    /** Commands are told apart by what they are, not by what they say: a repetition is a message of its own. */
    private final Map<SagaCommand, Integer> names = new IdentityHashMap<>();

    private int letters;
    private SagaState state = new SagaState.NotStarted();
    private Instant now = Inputs.START;
    private @Nullable Phase orderEnded;
    private boolean cancelAsked;
    private boolean abandoned;

    ShakyWorld(long seed) {
        random = new SplittableRandom(seed);
        decider = new OrderSagaDecider(Inputs.POLICY, random.split());
        for (Step step : Step.values()) {
            effects.put(step, Effect.NONE);
        }
        free = random.nextInt(5) == 0;
        inputs.add(free ? Inputs.PLACED_FREE : Inputs.PLACED);
    }

    boolean hasEnded() {
        return state.phase().direction() == Phase.Direction.END;
    }

    void shakyTurn() {
        switch (random.nextInt(18)) {
            case 0, 1, 2 -> answer(random.nextInt(8) == 0);
            case 3, 4, 5 -> hear(random.nextInt(8) == 0);
            case 12, 13 -> holdAnswer();
            case 14 -> release();
            case 15 -> intervene();
            case 16 -> parkOne();
            case 17 -> redriveOrDiscard();
            case 6 -> lose(commands);
            case 7 -> repeat(inputs);
            case 8 -> repeat(commands);
            case 9 -> pass(Duration.ofMillis(random.nextLong(20_000)));
            case 10 -> pass(Duration.ofMillis(random.nextLong(40_000)));
            default -> cancelByChance();
        }
    }

    /** Nothing is lost any more; an operator helps a stuck saga. */
    void calmTurn() {
        release();
        answer(false);
        hear(false);
        redrive();
        if (state instanceof SagaState.Open open && open.stuck() != null && parked.isEmpty() && inputs.isEmpty()) {
            decide(random.nextBoolean() ? Inputs.RETRY : Inputs.COMPENSATE);
        }
        pass(Duration.ofSeconds(1));
    }

    void deliverTheRest() {
        while (!commands.isEmpty() || !inputs.isEmpty() || !parked.isEmpty()) {
            redrive();
            answer(false);
            hear(false);
        }
    }

    /** What is wrong with the books; empty if nothing is. */
    List<String> imbalances() {
        List<String> wrong = new ArrayList<>();
        if (state.phase() != orderEnded) {
            wrong.add("the saga is " + state.phase() + ", the order " + orderEnded);
        }
        for (Step step : List.of(Step.STOCK, Step.PAYMENT, Step.SHIPMENT)) {
            boolean done = effects.get(step) == Effect.DONE;
            if (free && step == Step.PAYMENT) {
                if (effects.get(step) != Effect.NONE) {
                    wrong.add("payment was asked for " + effects.get(step) + ", and there is nothing to pay");
                }
            } else if (!abandoned && done != (state.phase() == Phase.CONFIRMED)) {
                wrong.add(step + " is " + effects.get(step) + " of a saga that is " + state.phase());
            }
        }
        if (cancelAsked && !abandoned && state.phase() == Phase.REJECTED) {
            wrong.add("rejected, though the order knew of the cancel request");
        }
        if (abandoned && state.phase() != Phase.REJECTED) {
            wrong.add("abandoned, and yet " + state.phase());
        }
        return wrong;
    }

    private void cancelByChance() {
        if (orderEnded == null && !cancelAsked && random.nextInt(4) == 0) {
            cancelAsked = true;
            inputs.add(Inputs.CANCEL_REQUESTED);
        }
    }

    /** Operators ask for anything at any time; abandonment, which leaves the books as they are, only now and then. */
    private void intervene() {
        int what = random.nextInt(8);
        if (what == 0) {
            abandoned |= decide(Inputs.ABANDON).kind() == Decision.Kind.MOVED;
        } else {
            decide(what < 5 ? Inputs.RETRY : Inputs.COMPENSATE);
        }
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
        boolean repliesConsumed = inputs.isEmpty();
        if (repliesConsumed
                && state instanceof SagaState.Open open
                && open.pending().isDue(now)) {
            decide(Inputs.TIMER);
        }
    }

    private void hear(boolean overtaken) {
        if (!inputs.isEmpty()) {
            decide(inputs.remove(overtaken ? random.nextInt(inputs.size()) : 0));
        }
    }

    private Decision decide(SagaInput input) {
        Decision decision = decider.decide(state, input, now);
        state = decision.state();
        if (decision.command() != null) {
            commands.add(decision.command());
        }
        return decision;
    }

    private void holdAnswer() {
        if (!commands.isEmpty()) {
            SagaInput answer = receive(commands.removeFirst());
            if (answer != null) {
                held.add(answer);
            }
        }
    }

    private void release() {
        inputs.addAll(held);
        held.clear();
    }

    private void answer(boolean overtaken) {
        if (!commands.isEmpty()) {
            SagaInput answer = receive(commands.remove(overtaken ? random.nextInt(commands.size()) : 0));
            if (answer != null) {
                inputs.add(answer);
            }
        }
    }

    /** Null for a command that waits behind a parked one: that is reported, not answered. */
    private @Nullable SagaInput receive(SagaCommand command) {
        if (parked.containsKey(command.step())) {
            park(command, null);
            return null;
        }
        return answerTo(command);
    }

    private void parkOne() {
        if (!commands.isEmpty()) {
            SagaCommand command = commands.removeFirst();
            park(command, parked.containsKey(command.step()) ? null : "it makes no sense");
        }
    }

    private void park(SagaCommand command, @Nullable String cause) {
        parked.computeIfAbsent(command.step(), step -> new ArrayList<>()).add(command);
        inputs.add(new SagaInput.CommandParked(
                command.step(), command.step().participant(), letter(command), "command", cause));
    }

    private String letter(SagaCommand command) {
        return command.step() + "-" + names.computeIfAbsent(command, parkedCommand -> ++letters);
    }

    /** Whatever is parked is handled, in order; its answer comes before or after the report, or never. */
    private void redrive() {
        parked.values()
                .forEach(waiting -> waiting.forEach(command -> {
                    SagaInput answer = answerTo(command);
                    SagaInput report = unparked(command);
                    inputs.addAll(
                            switch (random.nextInt(8)) {
                                case 0 -> List.of(report);
                                case 1, 2, 3 -> List.of(report, answer);
                                default -> List.of(answer, report);
                            });
                }));
        parked.clear();
    }

    private void redriveOrDiscard() {
        if (parked.isEmpty() || random.nextBoolean()) {
            redrive();
            return;
        }
        Step step = parked.keySet().iterator().next();
        List<SagaCommand> waiting = parked.get(step);
        inputs.add(unparked(waiting.remove(random.nextInt(waiting.size()))));
        if (waiting.isEmpty()) {
            parked.remove(step);
        }
    }

    private SagaInput unparked(SagaCommand command) {
        return new SagaInput.CommandUnparked(command.step(), letter(command), "REDRIVEN");
    }

    /** Participants keep their first decision, and a compensation that comes first leaves a tombstone. */
    private SagaInput answerTo(SagaCommand command) {
        return switch (command) {
            case SagaCommand.ReserveStock c -> act(c, Inputs.RESERVED, code -> new SagaInput.StockRefused(code, null));
            case SagaCommand.ChargePayment c ->
                act(c, Inputs.CHARGED, code -> new SagaInput.PaymentRefused(null, code, null));
            case SagaCommand.ScheduleShipment c ->
                act(c, Inputs.SCHEDULED, code -> new SagaInput.ShipmentRefused(null, code, null));
            case SagaCommand.ReleaseStock c -> undo(c, Inputs.RELEASED);
            case SagaCommand.RefundPayment c -> undo(c, Inputs.REFUNDED);
            case SagaCommand.CancelShipment c -> undo(c, Inputs.SHIPMENT_CANCELLED);
            case SagaCommand.ConfirmOrder c -> confirm();
            case SagaCommand.RejectOrder c ->
                close(cancelAsked && !c.rejection().code().equals("abandoned") ? Phase.CANCELLED : Phase.REJECTED);
            case SagaCommand.CancelOrder c -> close(Phase.CANCELLED);
        };
    }

    private SagaInput act(
            SagaCommand command, SagaInput success, java.util.function.Function<String, SagaInput> refusal) {
        Effect before = effects.get(command.step());
        boolean expired = command.expires() != null && now.isAfter(command.expires());
        if (before == Effect.NONE) {
            boolean refused = expired || random.nextInt(10) == 0;
            effects.put(command.step(), refused ? Effect.REFUSED : Effect.DONE);
        }
        return switch (effects.get(command.step())) {
            case DONE -> success;
            case REFUSED -> refusal.apply(expired ? "expired" : "refused");
            case UNDONE -> refusal.apply("compensated");
            case NONE -> throw new IllegalStateException();
        };
    }

    private SagaInput undo(SagaCommand command, SagaInput answer) {
        if (effects.get(command.step()) != Effect.REFUSED) {
            effects.put(command.step(), Effect.UNDONE);
        }
        return answer;
    }

    private SagaInput confirm() {
        if (orderEnded == null && !cancelAsked) {
            orderEnded = Phase.CONFIRMED;
        }
        return orderEnded == Phase.CONFIRMED ? Inputs.CONFIRMED : Inputs.CONFIRM_REFUSED;
    }

    private SagaInput close(Phase as) {
        if (orderEnded == null) {
            orderEnded = as;
        }
        return switch (orderEnded) {
            case REJECTED -> Inputs.REJECTED;
            case CANCELLED -> Inputs.CANCELLED;
            default -> throw new IllegalStateException("closed after it was confirmed");
        };
    }

    private <T> void lose(List<T> messages) {
        if (!messages.isEmpty()) {
            messages.remove(random.nextInt(messages.size()));
        }
    }

    private <T> void repeat(List<T> messages) {
        if (!messages.isEmpty()) {
            messages.add(messages.get(random.nextInt(messages.size())));
        }
    }
}
