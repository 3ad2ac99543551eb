package dev.bulwark.order.log;

import java.util.List;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;

/** Port: the orders of a range in a few numbers, for the audit. Nothing of it is personal data, sealed or not. */
public interface OrderDigests {

    /**
     * What the log contains: the {@code ids}; each order's {@code fate}; those {@code confirmed}; the {@code payment} and {@code shipment} it names;
     * what is {@code due}; and the {@code document} it folds to. What is pending, has a hole or isn't of today's schema is unusual.
     *
     * <p>The document's digest compares with {@code OrderView.digests} only; it isn't {@code OrderDocument.digest}, which is made of one order
     * at a time.
     */
    List<RangeDigest> log(IdRanges ranges);

    /** The {@code ids} of orders that idempotency keys were answered with, one for each key. */
    List<RangeDigest> keys(IdRanges ranges);
}
