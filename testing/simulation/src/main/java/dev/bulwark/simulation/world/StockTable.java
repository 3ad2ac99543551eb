package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.bulwark.inventory.StockBatches;
import dev.bulwark.inventory.domain.Reservation;
import dev.bulwark.inventory.domain.Stock;
import dev.bulwark.inventory.domain.StockBatch;
import dev.bulwark.platform.messaging.inbox.ConflictException;

/** Stock and reservations. */
final class StockTable implements StockBatches, Mutation.StockViews {

    private final Database database;
    private final World world;
    private final Map<String, Long> seeded = new TreeMap<>();
    private final Map<String, Stock> stock = new TreeMap<>();
    private final Map<UUID, Reservation> reservations = new TreeMap<>();

    StockTable(Database database, World world) {
        this.database = database;
        this.world = world;
        database.check(this::check);
    }

    void seed(String sku, long pieces) {
        seeded.put(sku, pieces);
        stock.put(sku, new Stock(sku, pieces, 0, 0));
    }

    Map<UUID, Reservation> reservations() {
        return reservations;
    }

    Map<String, Stock> stock() {
        return stock;
    }

    @Override
    public StockBatch lock(Set<UUID> orders, Set<String> skus) {
        return lock(orders, skus, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private StockBatch lock(
            Set<UUID> orders,
            Set<String> skus,
            UnaryOperator<Reservation> shownReservation,
            UnaryOperator<Stock> shownStock) {
        database.requireOpen();
        Map<UUID, Reservation> known = new HashMap<>();
        Set<String> wanted = new TreeSet<>(skus);
        for (UUID order : orders) {
            Reservation reservation =
                    shownReservation.apply(reservations.getOrDefault(order, new Reservation.Unknown()));
            if (!(reservation instanceof Reservation.Unknown)) {
                known.put(order, reservation);
                if (reservation instanceof Reservation.Reserved reserved) {
                    wanted.addAll(reserved.lines().skus());
                }
            }
        }
        List<Stock> rows = new ArrayList<>();
        for (String sku : wanted) {
            Stock row = stock.get(sku);
            if (row != null) {
                rows.add(shownStock.apply(row));
            }
        }
        return new StockBatch(known, rows);
    }

    @Override
    public void write(StockBatch batch) {
        batch.added().forEach((order, reservation) -> {
            if (reservations.containsKey(order)) {
                throw new ConflictException("another transaction was first with " + order);
            }
            if (reservation instanceof Reservation.Reserved) {
                world.judge().begun(order, "stock");
            }
            database.put(reservations, order, reservation);
        });
        batch.changed().forEach((order, reservation) -> change(order, reservation));
        batch.moved().forEach(row -> database.put(stock, row.sku(), row));
    }

    @Override
    public StockBatches seeing(UnaryOperator<Reservation> shownReservations, UnaryOperator<Stock> shownStock) {
        return new StockBatches() {
            @Override
            public StockBatch lock(Set<UUID> orders, Set<String> skus) {
                return StockTable.this.lock(orders, skus, shownReservations, shownStock);
            }

            @Override
            public void write(StockBatch batch) {
                batch.added().forEach((order, reservation) -> {
                    if (reservations.containsKey(order)) {
                        change(order, reservation);
                    } else {
                        database.put(reservations, order, reservation);
                    }
                });
                batch.changed().forEach((order, reservation) -> change(order, reservation));
                batch.moved().forEach(row -> database.put(stock, row.sku(), row));
            }
        };
    }

    private void change(UUID order, Reservation reservation) {
        if (reservation instanceof Reservation.Released) {
            world.undoes("stock", order);
        }
        Reservation before = reservations.get(order);
        if (before instanceof Reservation.Reserved || reservation.equals(before)) {
            database.put(reservations, order, reservation);
            return;
        }
        throw new Violation(
                Invariant.TOMBSTONE,
                "stock of " + world.shortName(order.toString()) + ": " + before + " to " + reservation);
    }

    private void check() {
        Map<String, Long> held = new HashMap<>();
        for (Reservation reservation : reservations.values()) {
            if (reservation instanceof Reservation.Reserved reserved) {
                reserved.lines().entries().forEach(line -> held.merge(line.getKey(), line.getValue(), Long::sum));
            }
        }
        for (Stock row : stock.values()) {
            long sum = row.onHand() + row.reserved() + row.committed();
            if (sum != seeded.getOrDefault(row.sku(), 0L) || row.reserved() != held.getOrDefault(row.sku(), 0L)) {
                throw new Violation(
                        Invariant.I3_STOCK,
                        row + ", seeded " + seeded.get(row.sku()) + ", held " + held.get(row.sku()));
            }
        }
    }

    /**
     * Once all is quiet.
     *
     * @param confirmed pieces by sku that confirmed orders took
     */
    void settle(Map<String, Long> confirmed) {
        for (Stock row : stock.values()) {
            if (row.reserved() != 0 || row.committed() != confirmed.getOrDefault(row.sku(), 0L)) {
                throw new Violation(
                        Invariant.I3_SETTLED, row + ", confirmed orders took " + confirmed.getOrDefault(row.sku(), 0L));
            }
        }
    }
}
