package dev.bulwark.inventory.domain;

/**
 * Where the pieces of one sku are: on the shelf, set aside for open orders, or gone to confirmed ones.
 *
 * <p>Guarantee: no movement lets a place go below zero, and only a restock changes the sum, so that
 * {@code onHand + reserved + committed = seeded + restocked} (invariant I3) holds after every movement if it held before.
 * Limit: a row that somebody corrupted behind our back is moved on as it is; the audit finds it.
 *
 * @param onHand can still be ordered
 * @param reserved set aside for orders that are not final yet
 * @param committed belongs to confirmed orders
 */
public record Stock(String sku, long onHand, long reserved, long committed) {

    public Stock {
        if (onHand < 0 || reserved < 0 || committed < 0) {
            throw new IllegalArgumentException("stock of " + sku + " would fall below zero: " + onHand + " on hand, "
                    + reserved + " reserved, " + committed + " committed");
        }
    }

    public boolean has(long quantity) {
        return onHand >= quantity;
    }

    /** Shelf → reserved. */
    public Stock reserve(long quantity) {
        return new Stock(sku, onHand - quantity, Math.addExact(reserved, quantity), committed);
    }

    /** Reserved → shelf. */
    public Stock release(long quantity) {
        return new Stock(sku, Math.addExact(onHand, quantity), reserved - quantity, committed);
    }

    /** Reserved → committed. */
    public Stock commit(long quantity) {
        return new Stock(sku, onHand, reserved - quantity, Math.addExact(committed, quantity));
    }

    /** Outside → shelf. */
    public Stock restock(long quantity) {
        return new Stock(sku, Math.addExact(onHand, quantity), reserved, committed);
    }
}
