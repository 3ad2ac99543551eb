package dev.bulwark.inventory;

import java.util.Set;
import java.util.UUID;

import dev.bulwark.inventory.domain.StockBatch;

/**
 * Port: the rows of many orders at once, inside the caller's transaction.
 *
 * <p>At most five statements together, however many orders and skus there are.
 */
public interface StockBatches {

    /**
     * Locks what is known of the orders, in order of their ids, then the stock rows of {@code skus} and of whatever those orders have
     * set aside, in sku order; so two batches never wait for each other in a circle.
     */
    StockBatch lock(Set<UUID> orders, Set<String> skus);

    /**
     * Writes what changed.
     *
     * @throws dev.bulwark.platform.messaging.inbox.ConflictException if another transaction decided about one of the orders first
     */
    void write(StockBatch batch);
}
