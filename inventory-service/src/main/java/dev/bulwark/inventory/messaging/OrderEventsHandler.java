package dev.bulwark.inventory.messaging;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.inventory.StockBatches;
import dev.bulwark.inventory.domain.StockBatch;
import dev.bulwark.inventory.domain.StockCommand;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import org.springframework.stereotype.Component;

/**
 * A confirmed order's reserved stock becomes its own.
 *
 * <p>A confirmation without a reservation is parked: the saga confirms only what is reserved, so one of the two sides is wrong, and
 * guessing which would hide it. Own statements: two to lock, two to write.
 */
@Component
final class OrderEventsHandler implements BatchHandler<StockBatch> {

    private final StockBatches batches;
    private final StockMeters meters;

    OrderEventsHandler(StockBatches batches, StockMeters meters) {
        this.batches = batches;
        this.meters = meters;
    }

    @Override
    public String consumer() {
        return "inventory-order-events";
    }

    @Override
    public String topic() {
        return Topics.ORDER_EVENTS;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(OrderConfirmed.class);
    }

    @Override
    public boolean ignoresOtherTypes() {
        return true;
    }

    @Override
    public StockBatch prefetch(List<Delivery> batch) {
        Set<UUID> orders = batch.stream().map(Delivery::keyAsId).collect(Collectors.toSet());
        return batches.lock(orders, Set.of());
    }

    @Override
    public void handle(Delivery delivery, StockBatch work) {
        work.apply(delivery.keyAsId(), new StockCommand.Commit());
    }

    @Override
    public void flush(StockBatch work) {
        batches.write(work);
        meters.committed(work.changed().size());
    }
}
