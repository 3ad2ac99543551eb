package dev.bulwark.inventory.domain;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StockBatchTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final Lines PEN = Lines.of(List.of(new Line("PEN", 1)));

    @Test
    void the_last_piece_goes_to_the_first_in_the_batch() {
        StockBatch batch = new StockBatch(Map.of(), List.of(new Stock("PEN", 1, 0, 0)));

        assertThat(batch.apply(FIRST, reserve(PEN))).isInstanceOf(Answer.Reserved.class);
        assertThat(batch.apply(SECOND, reserve(PEN))).isInstanceOf(Answer.Refused.class);
        assertThat(batch.moved()).containsExactly(new Stock("PEN", 0, 1, 0));
    }

    @Test
    void a_release_frees_the_piece_for_the_next_in_the_batch() {
        StockBatch batch =
                new StockBatch(Map.of(FIRST, new Reservation.Reserved(PEN)), List.of(new Stock("PEN", 0, 1, 0)));

        batch.apply(FIRST, new StockCommand.Release());

        assertThat(batch.apply(SECOND, reserve(PEN))).isInstanceOf(Answer.Reserved.class);
        assertThat(batch.moved()).containsExactly(new Stock("PEN", 0, 1, 0));
        assertThat(batch.changed()).containsOnly(Map.entry(FIRST, new Reservation.Released(PEN)));
        assertThat(batch.added()).containsOnly(Map.entry(SECOND, new Reservation.Reserved(PEN)));
    }

    @Test
    void what_is_new_in_the_batch_stays_new_whatever_becomes_of_it() {
        StockBatch batch = new StockBatch(Map.of(), List.of(new Stock("PEN", 1, 0, 0)));

        batch.apply(FIRST, reserve(PEN));
        batch.apply(FIRST, new StockCommand.Release());

        assertThat(batch.added()).containsOnly(Map.entry(FIRST, new Reservation.Released(PEN)));
        assertThat(batch.changed()).isEmpty();
    }

    @Test
    void a_repetition_writes_nothing() {
        StockBatch batch =
                new StockBatch(Map.of(FIRST, new Reservation.Reserved(PEN)), List.of(new Stock("PEN", 0, 1, 0)));

        assertThat(batch.apply(FIRST, reserve(PEN))).isInstanceOf(Answer.Reserved.class);

        assertThat(batch.added()).isEmpty();
        assertThat(batch.changed()).isEmpty();
        assertThat(batch.moved()).isEmpty();
    }

    @Test
    void an_impossible_command_leaves_the_batch_alone() {
        StockBatch batch = new StockBatch(Map.of(), List.of(new Stock("PEN", 1, 0, 0)));

        assertThatThrownBy(() -> batch.apply(FIRST, new StockCommand.Commit()))
                .isInstanceOf(ImpossibleTransitionException.class)
                .hasMessageContaining("Commit")
                .hasMessageContaining("Unknown");

        assertThat(batch.added()).isEmpty();
    }

    /** I3 on the rows, and reserved = Σ open reservations, after any commands in any order. */
    @RepeatedTest(50)
    void stock_balances_after_any_commands(RepetitionInfo repetition) {
        RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(repetition.getCurrentRepetition());
        List<Stock> seeded = List.of(new Stock("A", 7, 0, 0), new Stock("B", 3, 0, 0));
        StockBatch batch = new StockBatch(Map.of(), seeded);
        for (int i = 0; i < 200; i++) {
            UUID order = new UUID(0, random.nextInt(12));
            StockCommand command = switch (random.nextInt(4)) {
                case 0, 1 ->
                    reserve(Lines.of(List.of(
                            new Line("A", random.nextInt(1, 3)), new Line(random.nextBoolean() ? "A" : "B", 1))));
                case 2 -> new StockCommand.Release();
                default -> new StockCommand.Commit();
            };
            try {
                batch.apply(order, command);
            } catch (ImpossibleTransitionException impossible) {
                assertThat(command).isNotInstanceOf(StockCommand.Reserve.class);
            }
        }
        for (Stock row : batch.moved()) {
            long sum = row.sku().equals("A") ? 7 : 3;
            assertThat(row.onHand() + row.reserved() + row.committed()).isEqualTo(sum);
            assertThat(row.reserved()).isEqualTo(pieces(batch, row.sku(), Reservation.Reserved.class));
            assertThat(row.committed()).isEqualTo(pieces(batch, row.sku(), Reservation.Committed.class));
        }
    }

    private static long pieces(StockBatch batch, String sku, Class<? extends Reservation> state) {
        return batch.added().values().stream()
                .filter(state::isInstance)
                .map(reservation -> switch (reservation) {
                    case Reservation.Reserved(Lines lines) -> lines;
                    case Reservation.Committed(Lines lines) -> lines;
                    default -> throw new AssertionError(reservation);
                })
                .mapToLong(lines -> lines.quantities().getOrDefault(sku, 0L))
                .sum();
    }

    private static StockCommand reserve(Lines lines) {
        return new StockCommand.Reserve(lines, false);
    }
}
