package dev.bulwark.shipping.messaging;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.shipping.ShipmentStore;
import dev.bulwark.shipping.StoredShipment;
import org.springframework.stereotype.Component;

/** Opens a batch on locked rows and writes it back: at most five statements, whatever is in it. */
@Component
class ShipmentBatches {

    private final ShipmentStore store;
    private final Intents<CarrierRequest> intents;
    private final MessageFactory messages;
    private final Outbox outbox;
    private final Clock clock;

    ShipmentBatches(
            ShipmentStore store, Intents<CarrierRequest> intents, MessageFactory messages, Outbox outbox, Clock clock) {
        this.store = store;
        this.intents = intents;
        this.messages = messages;
        this.outbox = outbox;
        this.clock = clock;
    }

    ShipmentBatch open(Collection<UUID> orderIds) {
        return new ShipmentBatch(store.lock(orderIds), messages, clock.instant());
    }

    void write(ShipmentBatch batch) {
        List<StoredShipment> added = batch.added();
        if (!added.isEmpty()) {
            store.insert(added);
        }
        List<StoredShipment> updated = batch.updated();
        if (!updated.isEmpty()) {
            store.update(updated);
        }
        intents.record(batch.intents());
        outbox.add(batch.outgoing());
    }
}
