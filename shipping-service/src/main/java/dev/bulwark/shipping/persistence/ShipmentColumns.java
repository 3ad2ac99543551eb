package dev.bulwark.shipping.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

import dev.bulwark.shipping.StoredShipment;
import dev.bulwark.shipping.domain.Booking;
import dev.bulwark.shipping.domain.Consignment;
import dev.bulwark.shipping.domain.ShipmentState;
import dev.bulwark.shipping.domain.ShipmentStatus;
import org.jspecify.annotations.Nullable;

/** A shipment's state spread over columns, and put together again. */
record ShipmentColumns(
        @Nullable Consignment consignment,
        @Nullable Booking booking,
        @Nullable String code,
        @Nullable String detail) {

    static ShipmentColumns of(ShipmentState state) {
        return switch (state) {
            case ShipmentState.Requested s -> new ShipmentColumns(s.consignment(), null, null, null);
            case ShipmentState.Scheduled s -> new ShipmentColumns(s.consignment(), s.booking(), null, null);
            case ShipmentState.Refused s -> new ShipmentColumns(s.consignment(), null, s.code(), s.detail());
            case ShipmentState.Cancelling s -> new ShipmentColumns(s.consignment(), s.booking(), null, null);
            case ShipmentState.Cancelled s -> new ShipmentColumns(s.consignment(), s.booking(), null, null);
            case ShipmentState.Tombstone s -> new ShipmentColumns(null, null, null, null);
            case ShipmentState.None s -> throw new IllegalArgumentException("what isn't there has no row");
        };
    }

    static StoredShipment read(ResultSet row) throws SQLException {
        OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
        return new StoredShipment(
                row.getObject("order_id", UUID.class),
                row.getString("step_id"),
                state(row),
                row.getInt("version"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                settled == null ? null : settled.toInstant());
    }

    private static ShipmentState state(ResultSet row) throws SQLException {
        Consignment consignment = consignment(row);
        Booking booking = booking(row);
        return switch (ShipmentStatus.valueOf(row.getString("status"))) {
            case REQUESTED -> new ShipmentState.Requested(present(consignment));
            case SCHEDULED -> new ShipmentState.Scheduled(present(consignment), present(booking));
            case REFUSED -> new ShipmentState.Refused(consignment, row.getString("code"), row.getString("detail"));
            case CANCELLING -> new ShipmentState.Cancelling(present(consignment), booking);
            case CANCELLED -> new ShipmentState.Cancelled(present(consignment), booking);
            case TOMBSTONE -> new ShipmentState.Tombstone();
            case NONE -> throw new IllegalStateException("what isn't there has no row");
        };
    }

    private static @Nullable Consignment consignment(ResultSet row) throws SQLException {
        UUID id = row.getObject("shipment_id", UUID.class);
        return id == null ? null : new Consignment(id, row.getString("customer_id"), row.getInt("pieces"));
    }

    private static @Nullable Booking booking(ResultSet row) throws SQLException {
        String carrier = row.getString("carrier");
        return carrier == null
                ? null
                : new Booking(carrier, row.getString("tracking_number"), row.getObject("eta", LocalDate.class));
    }

    private static <T> T present(@Nullable T part) {
        return Objects.requireNonNull(part, "the table's checks see to it");
    }

    static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
