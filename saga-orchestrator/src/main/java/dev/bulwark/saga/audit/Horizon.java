package dev.bulwark.saga.audit;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The moments that an audit judges by. Limit: services and databases are taken to agree on the time to well within a second.
 *
 * @param settled what settled before it is judged
 * @param orderLate orders placed before it must have ended
 * @param sagaLate sagas begun before it must have ended
 * @param commitLate the stock of orders confirmed before it must be committed, and orders that ended before it be shown so
 * @param stepLate payments and shipments of orders that ended before it must have settled
 * @param keysKept orders placed after it still have their idempotency key
 */
record Horizon(
        Instant settled, Instant orderLate, Instant sagaLate, Instant commitLate, Instant stepLate, Instant keysKept) {

    /** Keys are kept 48 hours; the last of them is left out, for they go at a time of their own. */
    private static final Duration KEYS_KEPT = Duration.ofHours(47);

    /** @param settledBefore what to judge instead of what settled a while ago; what is still to come is not */
    static Horizon of(Instant now, @Nullable Instant settledBefore, Duration sagaTimeout, AuditProperties properties) {
        Instant settled = settledBefore == null ? now.minus(properties.settle()) : earlier(settledBefore, now);
        return new Horizon(
                settled,
                now.minus(sagaTimeout).minus(properties.watchdog()).minus(properties.endSlack()),
                now.minus(sagaTimeout).minus(properties.sagaSlack()),
                earlier(settled, now.minus(properties.commitPatience())),
                earlier(settled, now.minus(properties.stepPatience())),
                now.minus(KEYS_KEPT));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
