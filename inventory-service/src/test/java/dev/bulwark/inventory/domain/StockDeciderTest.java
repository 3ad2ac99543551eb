package dev.bulwark.inventory.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class StockDeciderTest {

    private static final Lines TWO_PENS = lines(new Line("PEN", 2));
    private static final Lines PENS_AND_CUP = lines(new Line("PEN", 2), new Line("CUP", 1));
    private static final StockCommand RELEASE = new StockCommand.Release();
    private static final StockCommand COMMIT = new StockCommand.Commit();
    private static final Reservation UNKNOWN = new Reservation.Unknown();
    private static final Reservation RESERVED = new Reservation.Reserved(TWO_PENS);
    private static final Reservation REFUSED = new Reservation.Refused(RefusalCode.OUT_OF_STOCK, "PEN");
    private static final Reservation RELEASED = new Reservation.Released(TWO_PENS);
    private static final Reservation COMMITTED = new Reservation.Committed(TWO_PENS);
    private static final Reservation TOMBSTONE = new Reservation.Tombstone();

    @Test
    void reserves_all_lines() {
        Decision decision = decide(UNKNOWN, reserve(PENS_AND_CUP), stock("PEN", 5, 1), stock("CUP", 1, 0));

        assertThat(decision.reservation()).isEqualTo(new Reservation.Reserved(PENS_AND_CUP));
        assertThat(decision.moved()).containsExactlyInAnyOrder(stock("PEN", 3, 3), stock("CUP", 0, 1));
        assertThat(decision.answer()).isEqualTo(new Answer.Reserved());
    }

    @Test
    void reserves_none_if_one_line_is_short_and_names_its_sku() {
        Decision decision = decide(UNKNOWN, reserve(PENS_AND_CUP), stock("PEN", 1, 0), stock("CUP", 9, 0));

        assertThat(decision.moved()).isEmpty();
        assertThat(decision.answer())
                .isEqualTo(new Answer.Refused(RefusalCode.OUT_OF_STOCK, "PEN: 2 wanted, 1 on hand"));
        assertThat(decision.reservation())
                .isEqualTo(new Reservation.Refused(RefusalCode.OUT_OF_STOCK, "PEN: 2 wanted, 1 on hand"));
    }

    @Test
    void refuses_an_unknown_sku_before_a_short_one() {
        Decision decision = decide(UNKNOWN, reserve(lines(new Line("A", 2), new Line("B", 1))), stock("A", 1, 0));

        assertThat(decision.answer()).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.UNKNOWN_PRODUCT);
            assertThat(refused.detail()).contains("B");
        });
    }

    @Test
    void sums_lines_of_the_same_sku() {
        Lines lines = lines(new Line("PEN", 2), new Line("PEN", 2));

        assertThat(decide(UNKNOWN, reserve(lines), stock("PEN", 3, 0)).answer()).isInstanceOf(Answer.Refused.class);
        assertThat(decide(UNKNOWN, reserve(lines), stock("PEN", 4, 0)).moved()).containsExactly(stock("PEN", 0, 4));
    }

    @Test
    void refuses_sums_beyond_all_numbers() {
        assertThatThrownBy(() -> lines(new Line("PEN", Long.MAX_VALUE), new Line("PEN", 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refuses_what_is_expired_and_repeats_that_when_it_is_asked_in_time_again() {
        Decision first = decide(UNKNOWN, expired(TWO_PENS), stock("PEN", 5, 0));
        Decision again = decide(first.reservation(), reserve(TWO_PENS), stock("PEN", 5, 0));

        assertThat(first.answer())
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.EXPIRED));
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(again.moved()).isEmpty();
    }

    @Test
    void repeats_what_was_reserved_though_the_repetition_is_expired() {
        assertThat(decide(RESERVED, expired(TWO_PENS), stock("PEN", 0, 2)).answer())
                .isEqualTo(new Answer.Reserved());
    }

    @Test
    void releases_and_commits_exactly_what_was_reserved() {
        assertThat(decide(RESERVED, RELEASE, stock("PEN", 1, 2)).moved()).containsExactly(stock("PEN", 3, 0));
        assertThat(decide(RESERVED, COMMIT, stock("PEN", 1, 2)).moved()).containsExactly(new Stock("PEN", 1, 0, 2));
    }

    @Test
    void a_reservation_without_its_stock_row_fails_loudly() {
        assertThatThrownBy(() -> decide(RESERVED, RELEASE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PEN");
    }

    static Stream<Arguments> transitions() {
        Answer reserved = new Answer.Reserved();
        Answer released = new Answer.Released();
        Answer none = new Answer.None();
        return Stream.of(
                arguments(UNKNOWN, reserve(TWO_PENS), RESERVED, reserved),
                arguments(RESERVED, reserve(TWO_PENS), RESERVED, reserved),
                arguments(REFUSED, reserve(TWO_PENS), REFUSED, new Answer.Refused(RefusalCode.OUT_OF_STOCK, "PEN")),
                arguments(RELEASED, reserve(TWO_PENS), RELEASED, reserved),
                arguments(COMMITTED, reserve(TWO_PENS), COMMITTED, reserved),
                arguments(
                        TOMBSTONE,
                        reserve(TWO_PENS),
                        TOMBSTONE,
                        new Answer.Refused(RefusalCode.COMPENSATED, "the release came before the reservation")),
                arguments(UNKNOWN, RELEASE, TOMBSTONE, released),
                arguments(RESERVED, RELEASE, RELEASED, released),
                arguments(REFUSED, RELEASE, REFUSED, released),
                arguments(RELEASED, RELEASE, RELEASED, released),
                arguments(COMMITTED, RELEASE, null, null),
                arguments(TOMBSTONE, RELEASE, TOMBSTONE, released),
                arguments(UNKNOWN, COMMIT, null, null),
                arguments(RESERVED, COMMIT, COMMITTED, none),
                arguments(REFUSED, COMMIT, null, null),
                arguments(RELEASED, COMMIT, null, null),
                arguments(COMMITTED, COMMIT, COMMITTED, none),
                arguments(TOMBSTONE, COMMIT, null, null));
    }

    @ParameterizedTest(name = "{0} × {1} → {2}")
    @MethodSource("transitions")
    void every_state_knows_every_command(Reservation state, StockCommand command, Reservation next, Answer answer) {
        Stock pens = stock("PEN", 5, 2);
        if (next == null) {
            assertThatThrownBy(() -> decide(state, command, pens)).isInstanceOf(ImpossibleTransitionException.class);
            return;
        }

        Decision decision = decide(state, command, pens);

        assertThat(decision.reservation()).isEqualTo(next);
        assertThat(decision.answer()).isEqualTo(answer);
        assertThat(decision.moved().isEmpty())
                .as("stock moves if and only if the lines change hands")
                .isEqualTo(state.equals(next) || next.equals(TOMBSTONE));
    }

    @Test
    void the_table_is_complete() {
        long states = Reservation.class.getPermittedSubclasses().length;
        long commands = StockCommand.class.getPermittedSubclasses().length;

        assertThat(transitions()
                        .map(row -> Arrays.asList(row.get()[0].getClass(), row.get()[1].getClass()))
                        .distinct())
                .hasSize((int) (states * commands));
    }

    private static Decision decide(Reservation state, StockCommand command, Stock... rows) {
        Map<String, Stock> stock = new HashMap<>();
        Arrays.stream(rows).forEach(row -> stock.put(row.sku(), row));
        return StockDecider.decide(state, command, stock);
    }

    private static StockCommand reserve(Lines lines) {
        return new StockCommand.Reserve(lines, false);
    }

    private static StockCommand expired(Lines lines) {
        return new StockCommand.Reserve(lines, true);
    }

    private static Lines lines(Line... lines) {
        return Lines.of(List.of(lines));
    }

    private static Stock stock(String sku, long onHand, long reserved) {
        return new Stock(sku, onHand, reserved, 0);
    }
}
