package dev.bulwark.inventory.persistence;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

import dev.bulwark.inventory.StockBatches;
import dev.bulwark.inventory.domain.Reservation;
import dev.bulwark.inventory.domain.Stock;
import dev.bulwark.inventory.domain.StockBatch;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import static dev.bulwark.inventory.persistence.BatchStatement.array;
import static dev.bulwark.inventory.persistence.BatchStatement.instant;

/** {@link StockBatches} on PostgreSQL, by plain JDBC: one statement for each table and kind of change. */
@Component
final class JdbcStockBatches implements StockBatches {

    private static final String LOCK_RESERVATIONS = """
            SELECT order_id, status, skus, quantities, code, detail FROM reservation
             WHERE order_id = ANY (?) ORDER BY order_id FOR UPDATE
            """;
    private static final String LOCK_STOCK = """
            SELECT sku, on_hand, reserved, committed FROM stock
             WHERE sku = ANY (?) ORDER BY sku FOR UPDATE
            """;
    private static final String INSERT_RESERVATIONS = """
            INSERT INTO reservation (order_id, status, skus, quantities, code, detail, settled_at)
            SELECT r.order_id, r.status, r.skus::text[], r.quantities::bigint[], r.code, r.detail, ?
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   AS r (order_id, status, skus, quantities, code, detail)
            ON CONFLICT (order_id) DO NOTHING
            """;
    private static final String UPDATE_RESERVATIONS = """
            UPDATE reservation SET status = r.status, settled_at = ?
              FROM unnest(?::uuid[], ?::text[]) AS r (order_id, status)
             WHERE reservation.order_id = r.order_id
            """;
    private static final String UPDATE_STOCK = """
            UPDATE stock SET on_hand = s.on_hand, reserved = s.reserved, committed = s.committed
              FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) AS s (sku, on_hand, reserved, committed)
             WHERE stock.sku = s.sku
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    JdbcStockBatches(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public StockBatch lock(Set<UUID> orders, Set<String> skus) {
        Map<UUID, Reservation> reservations = lockReservations(orders);
        Set<String> wanted = new HashSet<>(skus);
        for (Reservation reservation : reservations.values()) {
            if (reservation instanceof Reservation.Reserved reserved) {
                wanted.addAll(reserved.lines().skus());
            }
        }
        return new StockBatch(reservations, wanted.isEmpty() ? List.of() : lockStock(wanted));
    }

    private Map<UUID, Reservation> lockReservations(Set<UUID> orders) {
        Map<UUID, Reservation> found = HashMap.newHashMap(orders.size());
        jdbc.query(connection -> BatchStatement.prepare(connection, LOCK_RESERVATIONS, array("uuid", orders)), row -> {
            found.put(row.getObject("order_id", UUID.class), ReservationRow.read(row));
        });
        return found;
    }

    private List<Stock> lockStock(Set<String> skus) {
        List<Stock> rows = new ArrayList<>(skus.size());
        jdbc.query(connection -> BatchStatement.prepare(connection, LOCK_STOCK, array("text", skus)), row -> {
            rows.add(new Stock(
                    row.getString("sku"), row.getLong("on_hand"), row.getLong("reserved"), row.getLong("committed")));
        });
        return rows;
    }

    @Override
    public void write(StockBatch batch) {
        insert(batch.added());
        update(batch.changed());
        update(batch.moved());
    }

    private void insert(SortedMap<UUID, Reservation> added) {
        Collection<Reservation> rows = added.values();
        execute(
                added.size(),
                INSERT_RESERVATIONS,
                instant(clock.instant()),
                array("uuid", added.keySet()),
                array("text", rows, ReservationStatus::of),
                array("text", rows, ReservationRow::skus),
                array("text", rows, ReservationRow::quantities),
                array(
                        "text",
                        rows,
                        row -> row instanceof Reservation.Refused refused
                                ? refused.code().text()
                                : null),
                array("text", rows, row -> row instanceof Reservation.Refused refused ? refused.detail() : null));
    }

    private void update(SortedMap<UUID, Reservation> changed) {
        execute(
                changed.size(),
                UPDATE_RESERVATIONS,
                instant(clock.instant()),
                array("uuid", changed.keySet()),
                array("text", changed.values(), ReservationStatus::of));
    }

    private void update(List<Stock> moved) {
        execute(
                moved.size(),
                UPDATE_STOCK,
                array("text", moved, Stock::sku),
                array("bigint", moved, Stock::onHand),
                array("bigint", moved, Stock::reserved),
                array("bigint", moved, Stock::committed));
    }

    private void execute(int rows, String sql, BatchStatement.Parameter... parameters) {
        if (rows == 0) {
            return;
        }
        int written = jdbc.update(connection -> BatchStatement.prepare(connection, sql, parameters));
        if (written != rows) {
            throw new ConflictException(
                    "another transaction was first with " + (rows - written) + " of " + rows + " rows");
        }
    }
}
