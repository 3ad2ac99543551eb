package dev.bulwark.shipping;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What the audit asks of the shipments' table. Reads only. */
public interface ShipmentAudit {

    /** Shipments with order ids after this one, in their order. */
    List<Line> shipments(@Nullable UUID after, int limit);

    /**
     * @param shipmentId null where no shipment was begun
     * @param settledAt null while the carrier owes an answer
     */
    record Line(
            UUID orderId,
            @Nullable UUID shipmentId,
            String status,
            @Nullable Instant settledAt) {}
}
