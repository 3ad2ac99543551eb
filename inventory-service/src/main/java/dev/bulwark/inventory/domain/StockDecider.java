package dev.bulwark.inventory.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.bulwark.inventory.domain.Reservation.Committed;
import dev.bulwark.inventory.domain.Reservation.Refused;
import dev.bulwark.inventory.domain.Reservation.Released;
import dev.bulwark.inventory.domain.Reservation.Reserved;
import dev.bulwark.inventory.domain.Reservation.Tombstone;
import dev.bulwark.inventory.domain.Reservation.Unknown;
import dev.bulwark.inventory.domain.StockCommand.Commit;
import dev.bulwark.inventory.domain.StockCommand.Release;
import dev.bulwark.inventory.domain.StockCommand.Reserve;

/**
 * Decides about the stock of one order. Pure: the same arguments always give the same decision.
 *
 * <table>
 * <caption>What each command does in each state</caption>
 * <tr><th>state</th><th>reserve</th><th>release</th><th>commit</th></tr>
 * <tr><td>unknown</td><td>decide: reserved or refused</td><td>tombstone</td><td>impossible</td></tr>
 * <tr><td>reserved</td><td>repeat the answer</td><td>released, stock goes back</td><td>committed</td></tr>
 * <tr><td>refused</td><td>repeat the answer</td><td>nothing to undo</td><td>impossible</td></tr>
 * <tr><td>released</td><td>repeat the answer</td><td>nothing to undo</td><td>impossible</td></tr>
 * <tr><td>committed</td><td>repeat the answer</td><td>impossible</td><td>nothing more to do</td></tr>
 * <tr><td>tombstone</td><td>refused: compensated</td><td>nothing to undo</td><td>impossible</td></tr>
 * </table>
 *
 * <p>Impossible means that no correct sender asks for it: a saga confirms only what is reserved, and never compensates behind its
 * pivot. It fails loudly instead of guessing which of the two is wrong.
 */
public final class StockDecider {

    private StockDecider() {}

    /**
     * @param stock the rows of every sku in the command and in the reservation; a sku that is missing is no product of ours
     * @throws ImpossibleTransitionException if no correct sender asks for this in this state
     */
    public static Decision decide(Reservation state, StockCommand command, Map<String, Stock> stock) {
        return switch (command) {
            case Reserve reserve -> reserve(state, reserve, stock);
            case Release release -> release(state, release, stock);
            case Commit commit -> commit(state, commit, stock);
        };
    }

    private static Decision reserve(Reservation state, Reserve command, Map<String, Stock> stock) {
        return switch (state) {
            case Unknown _ ->
                command.expired() ? refuse(RefusalCode.EXPIRED, "nobody waits for it") : take(command.lines(), stock);
            case Reserved _, Released _, Committed _ -> unmoved(state, new Answer.Reserved());
            case Refused(RefusalCode code, String detail) -> unmoved(state, new Answer.Refused(code, detail));
            case Tombstone _ ->
                unmoved(state, new Answer.Refused(RefusalCode.COMPENSATED, "the release came before the reservation"));
        };
    }

    private static Decision take(Lines lines, Map<String, Stock> stock) {
        for (String sku : lines.skus()) {
            if (!stock.containsKey(sku)) {
                return refuse(RefusalCode.UNKNOWN_PRODUCT, sku + " is no product of ours");
            }
        }
        for (var line : lines.entries()) {
            Stock row = row(stock, line.getKey());
            if (!row.has(line.getValue())) {
                return refuse(
                        RefusalCode.OUT_OF_STOCK,
                        row.sku() + ": " + line.getValue() + " wanted, " + row.onHand() + " on hand");
            }
        }
        return new Decision(new Reserved(lines), move(lines, stock, Stock::reserve), new Answer.Reserved());
    }

    private static Decision release(Reservation state, Release command, Map<String, Stock> stock) {
        return switch (state) {
            case Unknown _ -> unmoved(new Tombstone(), new Answer.Released());
            case Reserved(Lines lines) ->
                new Decision(new Released(lines), move(lines, stock, Stock::release), new Answer.Released());
            case Refused _, Released _, Tombstone _ -> unmoved(state, new Answer.Released());
            case Committed _ -> throw new ImpossibleTransitionException(state, command);
        };
    }

    private static Decision commit(Reservation state, Commit command, Map<String, Stock> stock) {
        return switch (state) {
            case Reserved(Lines lines) ->
                new Decision(new Committed(lines), move(lines, stock, Stock::commit), new Answer.None());
            case Committed _ -> unmoved(state, new Answer.None());
            case Unknown _, Refused _, Released _, Tombstone _ ->
                throw new ImpossibleTransitionException(state, command);
        };
    }

    private static Decision refuse(RefusalCode code, String detail) {
        return unmoved(new Refused(code, detail), new Answer.Refused(code, detail));
    }

    private static Decision unmoved(Reservation state, Answer answer) {
        return new Decision(state, List.of(), answer);
    }

    private static List<Stock> move(Lines lines, Map<String, Stock> stock, BiFunction<Stock, Long, Stock> movement) {
        List<Stock> moved = new ArrayList<>(lines.skus().size());
        for (var line : lines.entries()) {
            moved.add(movement.apply(row(stock, line.getKey()), line.getValue()));
        }
        return moved;
    }

    private static Stock row(Map<String, Stock> stock, String sku) {
        Stock row = stock.get(sku);
        if (row == null) {
            throw new IllegalStateException("a reservation of " + sku + ", which has no stock row");
        }
        return row;
    }
}
