package dev.bulwark.order.domain;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The transition for every state and every command. The decider uses this table and nothing else.
 *
 * <p>Confirmation and cancellation exclude each other: whichever is recorded first wins, and the other is refused from then on. An
 * order whose cancellation was accepted ends as cancelled even if a step failed as well. Only if an operator abandoned the compensation does it
 * end as rejected, because not everything may have been given back. A command that closes an ended order is answered with how it ended.
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
    public enum CommandType {
        PLACE,
        REQUEST_CANCEL,
        CONFIRM,
        REJECT,
        /** A rejection because an operator abandoned the compensation. */
        ABANDON,
        CANCEL
    }

    /** A cell of the table. */
    public sealed interface Transition {

        /** An event is recorded and the order is in {@code phase}. */
        record Becomes(Phase phase) implements Transition {}

        /** The same was decided before: nothing is recorded, the first answer is repeated. */
        record Repeats() implements Transition {}

        /** The command may occur here and is refused. */
        record Refuses(String code) implements Transition {}

        /** The command cannot occur here: a defect of the sender. */
        record Impossible() implements Transition {}
    }

    /** The customer asked to cancel before the confirmation came. */
    public static final String CANCEL_REQUESTED = "cancel_requested";
    /** The customer asked to cancel after the order had ended. */
    public static final String NOT_CANCELLABLE = "not_cancellable";

    private static final Map<Phase, Map<CommandType, Transition>> TABLE = new EnumMap<>(Phase.class);

    static {
        Transition impossible = new Transition.Impossible();
        Transition repeats = new Transition.Repeats();
        Transition tooLate = refuses(NOT_CANCELLABLE);
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
                becomes(Phase.CANCELLED), // a step failed first; the accepted cancellation prevails
                becomes(Phase.REJECTED),
                becomes(Phase.CANCELLED));
        row(Phase.CONFIRMED, impossible, tooLate, repeats, impossible, impossible, impossible);
        row(Phase.REJECTED, impossible, tooLate, refuses("rejected"), repeats, repeats, repeats);
        row(Phase.CANCELLED, impossible, tooLate, refuses("cancelled"), repeats, repeats, repeats);
    }

    private OrderTransitions() {}

    /** The transition of a command in a phase. @throws IllegalStateException never, while the completeness test holds */
    public static Transition transition(Phase phase, CommandType command) {
        Map<CommandType, Transition> row = TABLE.get(phase);
        Transition transition = row == null ? null : row.get(command);
        if (transition == null) {
            throw new IllegalStateException("no transition for " + command + " in " + phase);
        }
        return transition;
    }

    /** The table as a Mermaid state diagram without the impossible cells. */
    public static String mermaid() {
        return TABLE.entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> arrow(row.getKey(), cell.getKey(), cell.getValue()))
                        .filter(line -> !line.isEmpty()))
                .collect(Collectors.joining("\n", "stateDiagram-v2\n", "\n"));
    }

    private static String arrow(Phase from, CommandType command, Transition transition) {
        String source = from == Phase.NONE ? "[*]" : from.name();
        String label = command.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (transition) {
            case Transition.Becomes(Phase to) -> "    " + source + " --> " + to + ": " + label;
            case Transition.Repeats() -> "    " + source + " --> " + source + ": " + label + " (again)";
            case Transition.Refuses(String code) -> "    " + source + " --> " + source + ": " + label + " / " + code;
            case Transition.Impossible() -> "";
        };
    }

    private static void row(
            Phase phase,
            Transition place,
            Transition requestCancel,
            Transition confirm,
            Transition reject,
            Transition abandon,
            Transition cancel) {
        TABLE.put(
                phase,
                new EnumMap<>(Map.of(
                        CommandType.PLACE,
                        place,
                        CommandType.REQUEST_CANCEL,
                        requestCancel,
                        CommandType.CONFIRM,
                        confirm,
                        CommandType.REJECT,
                        reject,
                        CommandType.ABANDON,
                        abandon,
                        CommandType.CANCEL,
                        cancel)));
    }

    private static Transition becomes(Phase phase) {
        return new Transition.Becomes(phase);
    }

    private static Transition refuses(String code) {
        return new Transition.Refuses(code);
    }
}
