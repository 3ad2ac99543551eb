package dev.bulwark.shipping.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import dev.bulwark.platform.messaging.inbox.ConflictException;
import dev.bulwark.shipping.ShipmentStore;
import dev.bulwark.shipping.StoredShipment;
import dev.bulwark.shipping.domain.Booking;
import dev.bulwark.shipping.domain.Consignment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/** {@link ShipmentStore} by plain JDBC: a batch of any size is one statement. */
@Repository
class JdbcShipmentStore implements ShipmentStore {

    private static final String LOCK = """
            SELECT order_id, step_id, shipment_id, customer_id, pieces, status, carrier, tracking_number, eta, code, detail,
                   version, requested_at, settled_at
              FROM shipment WHERE order_id = ANY (?) ORDER BY order_id FOR UPDATE
            """;

    private static final String INSERT = """
            INSERT INTO shipment (order_id, step_id, shipment_id, customer_id, pieces, requested_at,
                                  status, carrier, tracking_number, eta, code, detail, version, settled_at)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::integer[], ?::timestamptz[],
                                 ?::text[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[], ?::integer[], ?::timestamptz[])
                ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE shipment s
               SET status = n.status, carrier = n.carrier, tracking_number = n.tracking_number, eta = n.eta, code = n.code,
                   detail = n.detail, version = n.version, settled_at = n.settled_at
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[], ?::integer[],
                          ?::timestamptz[])
                   AS n (order_id, status, carrier, tracking_number, eta, code, detail, version, settled_at)
             WHERE s.order_id = n.order_id
            """;

    private final JdbcTemplate jdbc;

    JdbcShipmentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, StoredShipment> lock(Collection<UUID> orderIds) {
        Map<UUID, StoredShipment> found = HashMap.newHashMap(orderIds.size());
        PreparedStatementSetter ids =
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", orderIds.toArray()));
        jdbc.query(LOCK, ids, (RowCallbackHandler) row -> {
            StoredShipment shipment = ShipmentColumns.read(row);
            found.put(shipment.orderId(), shipment);
        });
        return found;
    }

    @Override
    public void insert(List<StoredShipment> shipments) {
        int inserted = write(INSERT, shipments, columns -> {
            columns.add("uuid", StoredShipment::orderId)
                    .add("text", StoredShipment::stepId)
                    .add("uuid", ofConsignment(Consignment::shipmentId))
                    .add("text", ofConsignment(Consignment::customerId))
                    .add("int4", ofConsignment(Consignment::pieces))
                    .add("timestamptz", s -> s.requestedAt().toString());
            addWhatChanges(columns);
        });
        if (inserted < shipments.size()) {
            throw new ConflictException("a shipment was begun elsewhere meanwhile");
        }
    }

    @Override
    public void update(List<StoredShipment> shipments) {
        int updated = write(UPDATE, shipments, columns -> addWhatChanges(columns.add("uuid", StoredShipment::orderId)));
        if (updated < shipments.size()) {
            throw new IllegalStateException(
                    "of " + shipments.size() + " locked shipments only " + updated + " are there");
        }
    }

    private static void addWhatChanges(Columns<StoredShipment> columns) throws SQLException {
        columns.add("text", s -> s.state().status().name())
                .add("text", ofBooking(Booking::carrier))
                .add("text", ofBooking(Booking::trackingNumber))
                .add(
                        "date",
                        ofBooking(booking ->
                                booking.eta() == null ? null : booking.eta().toString()))
                .add("text", s -> ShipmentColumns.of(s.state()).code())
                .add("text", s -> ShipmentColumns.of(s.state()).detail())
                .add("int4", StoredShipment::version)
                .add("timestamptz", s -> ShipmentColumns.text(s.settledAt()));
    }

    private static Function<StoredShipment, @Nullable Object> ofConsignment(Function<Consignment, Object> column) {
        return shipment -> {
            Consignment consignment = ShipmentColumns.of(shipment.state()).consignment();
            return consignment == null ? null : column.apply(consignment);
        };
    }

    private static Function<StoredShipment, @Nullable Object> ofBooking(Function<Booking, @Nullable Object> column) {
        return shipment -> {
            Booking booking = ShipmentColumns.of(shipment.state()).booking();
            return booking == null ? null : column.apply(booking);
        };
    }

    @FunctionalInterface
    private interface Filler {
        void fill(Columns<StoredShipment> columns) throws SQLException;
    }

    private int write(String sql, List<StoredShipment> rows, Filler filler) {
        Integer count = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                filler.fill(new Columns<>(connection, statement, rows));
                return statement.executeUpdate();
            }
        });
        return count == null ? 0 : count;
    }
}
