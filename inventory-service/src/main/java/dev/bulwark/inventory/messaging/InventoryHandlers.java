package dev.bulwark.inventory.messaging;

import java.time.Clock;

import dev.bulwark.inventory.StockBatches;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;

/** This service's consumers on ports of the caller's choice: what a context wires by itself, and a simulation by hand. */
public final class InventoryHandlers {

    private InventoryHandlers() {}

    /** The stock step of the saga. */
    public static BatchHandler<?> commands(
            StockBatches batches, Outbox outbox, MessageFactory messages, Clock clock, MeterRegistry meters) {
        return new InventoryCommandsHandler(batches, outbox, messages, new StockMeters(meters), clock);
    }

    /** Confirmed orders keep their stock. */
    public static BatchHandler<?> orderEvents(StockBatches batches, MeterRegistry meters) {
        return new OrderEventsHandler(batches, new StockMeters(meters));
    }
}
