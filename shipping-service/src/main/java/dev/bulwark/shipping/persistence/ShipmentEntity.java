package dev.bulwark.shipping.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import dev.bulwark.shipping.ShipmentView;
import dev.bulwark.shipping.domain.ShipmentStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A shipment for its readers. The saga's way changes the row, by JDBC; nobody does by this. */
@Entity
@Immutable
@Table(name = "shipment")
class ShipmentEntity {

    @Id
    @Column(name = "order_id")
    private UUID orderId;

    @Column(name = "shipment_id")
    private @Nullable UUID shipmentId;

    @Column(name = "customer_id")
    private @Nullable String customerId;

    @Enumerated(EnumType.STRING)
    private ShipmentStatus status;

    private @Nullable String carrier;

    @Column(name = "tracking_number")
    private @Nullable String trackingNumber;

    private @Nullable LocalDate eta;

    private @Nullable String code;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "settled_at")
    private @Nullable Instant settledAt;

    /** For Hibernate, which sets every field before anybody sees the object. */
    @SuppressWarnings("NullAway.Init")
    protected ShipmentEntity() {}

    ShipmentView view() {
        return new ShipmentView(
                present(shipmentId),
                orderId,
                present(customerId),
                status.name(),
                carrier,
                trackingNumber,
                eta,
                code,
                requestedAt,
                settledAt);
    }

    /** Found by its shipment id, so it was begun, so both are there. */
    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a shipment that was begun lacks a part");
        }
        return value;
    }
}
