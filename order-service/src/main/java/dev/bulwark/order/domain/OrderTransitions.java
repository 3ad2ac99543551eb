package dev.bulwark.order.domain;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every state × every command: what becomes of it. The decider asks this table and nothing else.
 *
 * <p>Confirmation and cancellation exclude each other: whichever is recorded first wins, and the other is refused for ever. A
 * customer whose wish to cancel was accepted finds the order cancelled, even if a step failed as well; only when an operator gave
 * the undo up it says so, for then nobody knows that everything was given back. A saga that asks an ended order to close is told
 * how it did end.
 */
public final class OrderTransitions {

    /** The states of {@link OrderState}, as rows. */
    public enum Phase {
        NONE,
        PENDING,
        CANCEL_REQUESTED,
        CONFIRMED,
        REJECTED,
        CANCELLED
    }

    /** The commands of {@link OrderCommand}, as columns. */
    public enum Ask {
        PLACE,
        REQUEST_CANCEL,
        CONFIRM,
        REJECT,
        /** A rejection because an operator gave up undoing. */
        ABANDON,
        CANCEL
    }

    /** A cell of the table. */
    public sealed interface Outcome {

        /** An event is recorded and the order is in {@code phase}. */
        record Becomes(Phase phase) implements Outcome {}

        /** It was decided the same way before: nothing is recorded, the first answer is given again. */
        record Repeats() implements Outcome {}

        /** A rightful question with the answer no. */
        record Refuses(String code) implements Outcome {}

        /** Nobody can rightfully ask this here: a defect of the sender, said loudly. */
        record Impossible() implements Outcome {}
    }

    /** The customer asked to cancel before the confirmation came. */
    public static final String CANCEL_REQUESTED = "cancel_requested";
    /** The customer asked to cancel after the order had ended. */
    public static final String NOT_CANCELLABLE = "not_cancellable";

    private static final Map<Phase, Map<Ask, Outcome>> TABLE = new EnumMap<>(Phase.class);

    static {
        Outcome impossible = new Outcome.Impossible();
        Outcome repeats = new Outcome.Repeats();
        Outcome tooLate = refuses(NOT_CANCELLABLE);
        // columns: PLACE, REQUEST_CANCEL, CONFIRM, REJECT, ABANDON, CANCEL
        row(Phase.NONE, becomes(Phase.PENDING), impossible, impossible, impossible, impossible, impossible);
        row(
                Phase.PENDING,
                impossible,
                becomes(Phase.CANCEL_REQUESTED),
                becomes(Phase.CONFIRMED),
                becomes(Phase.REJECTED),
                becomes(Phase.REJECTED),
                impossible);
        row(
                Phase.CANCEL_REQUESTED,
                impossible,
                repeats,
                refuses(CANCEL_REQUESTED),
                becomes(Phase.CANCELLED), // a step failed before the saga heard of the wish: the promise counts
                becomes(Phase.REJECTED),
                becomes(Phase.CANCELLED));
        row(Phase.CONFIRMED, impossible, tooLate, repeats, impossible, impossible, impossible);
        row(Phase.REJECTED, impossible, tooLate, refuses("rejected"), repeats, repeats, repeats);
        row(Phase.CANCELLED, impossible, tooLate, refuses("cancelled"), repeats, repeats, repeats);
    }

    private OrderTransitions() {}

    /** What becomes of {@code ask} in {@code phase}. @throws IllegalStateException never, while the completeness test holds */
    public static Outcome outcome(Phase phase, Ask ask) {
        Map<Ask, Outcome> row = TABLE.get(phase);
        Outcome outcome = row == null ? null : row.get(ask);
        if (outcome == null) {
            throw new IllegalStateException("no outcome for " + ask + " in " + phase);
        }
        return outcome;
    }

    /** The table as a Mermaid state diagram; impossible cells are left out. */
    public static String mermaid() {
        return TABLE.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> arrow(row.getKey(), cell.getKey(), cell.getValue()))
                        .filter(line -> !line.isEmpty()))
                .collect(Collectors.joining("\n", "stateDiagram-v2\n", "\n"));
    }

    private static String arrow(Phase from, Ask ask, Outcome outcome) {
        String source = from == Phase.NONE ? "[*]" : from.name();
        String label = ask.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (outcome) {
            case Outcome.Becomes(Phase to) -> "    " + source + " --> " + to + ": " + label;
            case Outcome.Repeats() -> "    " + source + " --> " + source + ": " + label + " (again)";
            case Outcome.Refuses(String code) -> "    " + source + " --> " + source + ": " + label + " / " + code;
            case Outcome.Impossible() -> "";
        };
    }

    private static void row(
            Phase phase,
            Outcome place,
            Outcome requestCancel,
            Outcome confirm,
            Outcome reject,
            Outcome abandon,
            Outcome cancel) {
        TABLE.put(
                phase,
                new EnumMap<>(Map.of(
                        Ask.PLACE,
                        place,
                        Ask.REQUEST_CANCEL,
                        requestCancel,
                        Ask.CONFIRM,
                        confirm,
                        Ask.REJECT,
                        reject,
                        Ask.ABANDON,
                        abandon,
                        Ask.CANCEL,
                        cancel)));
    }

    private static Outcome becomes(Phase phase) {
        return new Outcome.Becomes(phase);
    }

    private static Outcome refuses(String code) {
        return new Outcome.Refuses(code);
    }
}
