package dev.bulwark.shipping;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.shipping.domain.ShipmentState;
import org.jspecify.annotations.Nullable;

/**
 * A shipment's row.
 *
 * @param stepId stable id of (saga, step), and the carrier's reference
 * @param version how many events were published about it
 * @param settledAt null while the carrier owes an answer
 */
public record StoredShipment(
        UUID orderId,
        String stepId,
        ShipmentState state,
        int version,
        Instant requestedAt,
        @Nullable Instant settledAt) {}
