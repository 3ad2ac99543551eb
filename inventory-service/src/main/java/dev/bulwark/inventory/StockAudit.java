package dev.bulwark.inventory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;

/**
 * Port: what the audit asks about stock. Each answer is one snapshot of the database, so what is under way never looks like a
 * fault.
 *
 * <p>Limit: reads every reservation that holds stock; for the audit, not for requests of clients.
 */
public interface StockAudit {

    /**
     * Checks invariant I3 on every row: nothing below zero, {@code onHand + reserved + committed = seeded + restocked}, reserved and
     * committed exactly what the reservations say.
     *
     * @param after the last sku of the findings before; empty for the first
     * @param limit of the findings; totals and the number examined are always the whole table's
     */
    StockReport check(String after, int limit);

    /** What was decided for each order, in order of the ids after {@code after}. */
    List<SettledReservation> reservations(UUID after, int limit);

    /**
     * What was decided for the orders of each range, in a few numbers: the {@code ids} of all, and of those whose stock is {@code committed}.
     * Stock that is only reserved is unusual, for no order stays so.
     */
    List<RangeDigest> digests(IdRanges ranges);

    /**
     * @param examined stock rows
     * @param findings rows that violate the invariant, in sku order
     */
    record StockReport(long examined, Totals totals, List<Finding> findings) {}

    /** Sums over all stock rows. */
    record Totals(long onHand, long reserved, long committed, long seeded, long restocked) {}

    /** @param detail what doesn't add up, with its numbers */
    record Finding(String sku, String detail) {}

    /**
     * @param status {@code RESERVED, REFUSED, RELEASED, COMMITTED} or {@code TOMBSTONE}
     * @param settledAt since when
     */
    record SettledReservation(UUID orderId, String status, Instant settledAt) {}
}
