package dev.bulwark.shipping.domain;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What each input does in each state, as one table; {@link ShipmentDecider} knows only how each step is done. */
final class ShipmentTransitions {

    /** A step, and where it leads; null: stays. */
    enum Step {
        /** Nothing to do: told before, or the answer is still to come. */
        KEEP(null),
        /** Says again what was decided. */
        REPEAT(null),
        /** Can't be: the carrier contradicts itself, or we do. Refused loudly. */
        IMPOSSIBLE(null),
        /** Booked after it was refused: nobody waits for it, so it is cancelled. */
        TAKE_BACK(null),
        BEGIN(ShipmentStatus.REQUESTED),
        EXPIRE(ShipmentStatus.REFUSED),
        /** A compensation came before its action: the action will be refused. */
        TOMBSTONE(ShipmentStatus.TOMBSTONE),
        CONFIRM(ShipmentStatus.SCHEDULED),
        REFUSE(ShipmentStatus.REFUSED),
        /** Refused, and whatever may be booked is cancelled. */
        GIVE_UP(ShipmentStatus.REFUSED),
        CANCEL(ShipmentStatus.CANCELLING),
        FINISH(ShipmentStatus.CANCELLED);

        private final @Nullable ShipmentStatus next;

        Step(@Nullable ShipmentStatus next) {
            this.next = next;
        }

        @Nullable
        ShipmentStatus next() {
            return next;
        }
    }

    /**
     * Rows: states. Columns: inputs. '.' is KEEP, '!' is IMPOSSIBLE. Once it is being cancelled nothing that comes of
     * the booking counts: the carrier takes the cancellation for the last word, whichever it heard first.
     */
    private static final String TABLE = """
                   SCHEDULE EXPIRED CANCEL    BOOKED    DECLINED ADDRESS_LOST BLOCKED WITHDRAWN UNKNOWN
        NONE       BEGIN    EXPIRE  TOMBSTONE !         !        !            !       !         !
        REQUESTED  .        .       CANCEL    CONFIRM   REFUSE   GIVE_UP      REFUSE  !         .
        SCHEDULED  REPEAT   REPEAT  CANCEL    .         !        .            !       !         .
        REFUSED    REPEAT   REPEAT  REPEAT    TAKE_BACK .        .            .       .         .
        CANCELLING REPEAT   REPEAT  .         .         .        .            .       FINISH    .
        CANCELLED  REPEAT   REPEAT  REPEAT    .         .        .            .       .         .
        TOMBSTONE  REPEAT   REPEAT  REPEAT    !         !        !            !       !         !
        """;

    private static final Map<ShipmentStatus, Map<ShipmentInput.Kind, Step>> STEPS = parse();

    private ShipmentTransitions() {}

    static Step step(ShipmentStatus status, ShipmentInput.Kind input) {
        Map<ShipmentInput.Kind, Step> row = STEPS.get(status);
        Step step = row == null ? null : row.get(input);
        if (step == null) {
            throw new IllegalStateException("the transition table lacks " + status + " × " + input);
        }
        return step;
    }

    /** The table's picture, without what changes nothing. */
    static String mermaid() {
        Set<String> lines = new LinkedHashSet<>();
        STEPS.forEach((status, row) -> row.forEach((input, step) -> {
            if (step.next() != null) {
                String from = status == ShipmentStatus.NONE ? "[*]" : status.name();
                lines.add("    " + from + " --> " + step.next() + " : " + input);
            }
        }));
        return "stateDiagram-v2\n" + String.join("\n", lines) + "\n";
    }

    private static Map<ShipmentStatus, Map<ShipmentInput.Kind, Step>> parse() {
        List<List<String>> lines =
                TABLE.lines().map(line -> List.of(line.trim().split(" +"))).toList();
        List<ShipmentInput.Kind> columns =
                lines.getFirst().stream().map(ShipmentInput.Kind::valueOf).toList();
        Map<ShipmentStatus, Map<ShipmentInput.Kind, Step>> steps = new EnumMap<>(ShipmentStatus.class);
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<ShipmentInput.Kind, Step> row = new EnumMap<>(ShipmentInput.Kind.class);
            for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), parse(line.get(i + 1)));
            }
            steps.put(ShipmentStatus.valueOf(line.getFirst()), row);
        }
        if (!steps.keySet().containsAll(Arrays.asList(ShipmentStatus.values()))) {
            throw new IllegalStateException("the transition table lacks a state: " + steps.keySet());
        }
        return steps;
    }

    private static Step parse(String cell) {
        return switch (cell) {
            case "." -> Step.KEEP;
            case "!" -> Step.IMPOSSIBLE;
            default -> Step.valueOf(cell);
        };
    }
}
