package dev.bulwark.shipping;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;

/** What the audit asks of the shipments' table. Reads only. */
public interface ShipmentAudit {

    /** Shipments with order ids after this one, in their order. */
    List<Line> shipments(@Nullable UUID after, int limit);

    /**
     * The shipments of each range in a few numbers: what was {@code made} and whether it goes, and how many events were {@code published}. What
     * the carrier still owes an answer to is unusual.
     */
    List<RangeDigest> digests(IdRanges ranges);

    /**
     * @param shipmentId null where no shipment was begun
     * @param version number of events published about it
     * @param settledAt null while the carrier owes an answer
     */
    record Line(
            UUID orderId,
            @Nullable UUID shipmentId,
            String status,
            long version,
            @Nullable Instant settledAt) {}
}
