package dev.bulwark.payment.domain;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What each input does in each state, as one table; {@link PaymentDecider} knows only how each step is done. */
final class PaymentTransitions {

    /** A step, and where it leads; null: stays. */
    enum Step {
        /** Nothing to do: told before, or the answer is still to come. */
        KEEP(null),
        /** Says again what was decided. */
        REPEAT(null),
        /** Can't be: the provider contradicts itself, or we do. Refused loudly. */
        IMPOSSIBLE(null),
        BEGIN(PaymentStatus.REQUESTED),
        EXPIRE(PaymentStatus.REFUSED),
        /** A compensation came before its action: the action will be refused. */
        TOMBSTONE(PaymentStatus.TOMBSTONE),
        CONFIRM(PaymentStatus.CHARGED),
        REFUSE(PaymentStatus.REFUSED),
        VOID(PaymentStatus.VOIDING),
        VOIDED(PaymentStatus.VOIDED),
        /** Captured though it should not have been: booked, and given back. */
        GIVE_BACK(PaymentStatus.REFUNDING),
        /** Straight to REFUNDED where operators had given back everything before. */
        REFUND(PaymentStatus.REFUNDING),
        RETURN(PaymentStatus.REFUNDED);

        private final @Nullable PaymentStatus next;

        Step(@Nullable PaymentStatus next) {
            this.next = next;
        }

        @Nullable
        PaymentStatus next() {
            return next;
        }
    }

    /**
     * Rows: states. Columns: inputs. '.' is KEEP, '!' is IMPOSSIBLE. A voided key that captured all the same is the provider breaking its word: the
     * money is there, so it is booked and given back.
     */
    private static final String TABLE = """
                  CHARGE EXPIRED REFUND    CAPTURED  DECLINED BLOCKED VOIDED TOO_LATE  RETURNED UNKNOWN
        NONE      BEGIN  EXPIRE  TOMBSTONE !         !        !       !      !         !        !
        REQUESTED .      .       VOID      CONFIRM   REFUSE   REFUSE  !      !         !        .
        CHARGED   REPEAT REPEAT  REFUND    .         !        !       !      !         !        .
        REFUSED   REPEAT REPEAT  REPEAT    !         .        .       !      !         !        .
        VOIDING   REPEAT REPEAT  .         GIVE_BACK .        .       VOIDED GIVE_BACK !        .
        VOIDED    REPEAT REPEAT  REPEAT    GIVE_BACK .        .       .      GIVE_BACK !        .
        REFUNDING REPEAT REPEAT  .         .         !        !       !      .         RETURN   .
        REFUNDED  REPEAT REPEAT  REPEAT    .         !        !       !      .         .        .
        TOMBSTONE REPEAT REPEAT  REPEAT    !         !        !       !      !         !        !
        """;

    private static final Map<PaymentStatus, Map<PaymentInput.Kind, Step>> STEPS = parse();

    private PaymentTransitions() {}

    static Step step(PaymentStatus status, PaymentInput.Kind input) {
        Map<PaymentInput.Kind, Step> row = STEPS.get(status);
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
                String from = status == PaymentStatus.NONE ? "[*]" : status.name();
                lines.add("    " + from + " --> " + step.next() + " : " + input);
            }
        }));
        return "stateDiagram-v2\n" + String.join("\n", lines) + "\n";
    }

    private static Map<PaymentStatus, Map<PaymentInput.Kind, Step>> parse() {
        List<List<String>> lines =
                TABLE.lines().map(line -> List.of(line.trim().split(" +"))).toList();
        List<PaymentInput.Kind> columns =
                lines.getFirst().stream().map(PaymentInput.Kind::valueOf).toList();
        Map<PaymentStatus, Map<PaymentInput.Kind, Step>> steps = new EnumMap<>(PaymentStatus.class);
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<PaymentInput.Kind, Step> row = new EnumMap<>(PaymentInput.Kind.class);
            for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), parse(line.get(i + 1)));
            }
            steps.put(PaymentStatus.valueOf(line.getFirst()), row);
        }
        if (!steps.keySet().containsAll(Arrays.asList(PaymentStatus.values()))) {
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
