package dev.bulwark.inventory.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The rows of one batch of commands, each row once: later commands see what earlier ones did.
 *
 * <p>Lives as long as one transaction that holds the locks of every row in it; used by one thread.
 */
public final class StockBatch {

    private final Map<UUID, Reservation> reservations;
    private final Map<String, Stock> stock;
    private final SortedMap<UUID, Reservation> added = new TreeMap<>();
    private final SortedMap<UUID, Reservation> changed = new TreeMap<>();
    private final SortedMap<String, Stock> moved = new TreeMap<>();

    /**
     * @param reservations what is known of the orders in the batch; an order that is missing has none
     * @param stock the rows of every sku in the batch's commands and reservations; a sku that is missing is no product of ours
     */
    public StockBatch(Map<UUID, Reservation> reservations, Collection<Stock> stock) {
        this.reservations = new HashMap<>(reservations);
        this.stock = new HashMap<>(stock.size() * 2);
        stock.forEach(row -> this.stock.put(row.sku(), row));
    }

    /**
     * Decides one command on the rows as the earlier ones left them.
     *
     * @throws ImpossibleTransitionException as {@link StockDecider#decide}; the batch is as it was before
     */
    public Answer apply(UUID order, StockCommand command) {
        Reservation before = reservations.getOrDefault(order, new Reservation.Unknown());
        Decision decision = StockDecider.decide(before, command, stock);
        if (!decision.reservation().equals(before)) {
            remember(order, before, decision.reservation());
        }
        for (Stock row : decision.moved()) {
            stock.put(row.sku(), row);
            moved.put(row.sku(), row);
        }
        return decision.answer();
    }

    private void remember(UUID order, Reservation before, Reservation after) {
        reservations.put(order, after);
        boolean isNew = before instanceof Reservation.Unknown || added.containsKey(order);
        (isNew ? added : changed).put(order, after);
    }

    /** Reservations that have no row yet, by order. */
    public SortedMap<UUID, Reservation> added() {
        return Collections.unmodifiableSortedMap(added);
    }

    /** Reservations whose row says something older, by order. */
    public SortedMap<UUID, Reservation> changed() {
        return Collections.unmodifiableSortedMap(changed);
    }

    /** Stock rows that changed, in sku order. */
    public List<Stock> moved() {
        return List.copyOf(moved.values());
    }
}
