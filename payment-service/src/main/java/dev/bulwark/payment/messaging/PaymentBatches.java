package dev.bulwark.payment.messaging;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.StoredPayment;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Opens a batch on locked rows and writes it back: at most seven statements, whatever is in it. */
@Component
class PaymentBatches {

    private final PaymentStore store;
    private final Intents<ProviderRequest> intents;
    private final MessageFactory messages;
    private final Outbox outbox;
    private final Clock clock;

    PaymentBatches(
            PaymentStore store, Intents<ProviderRequest> intents, MessageFactory messages, Outbox outbox, Clock clock) {
        this.store = store;
        this.intents = intents;
        this.messages = messages;
        this.outbox = outbox;
        this.clock = clock;
    }

    PaymentBatch open(Collection<UUID> orderIds) {
        return new PaymentBatch(store.lock(orderIds), messages, clock.instant());
    }

    void write(PaymentBatch batch) {
        List<StoredPayment> added = batch.added();
        if (!added.isEmpty()) {
            store.insert(added);
        }
        List<StoredPayment> updated = batch.updated();
        if (!updated.isEmpty()) {
            store.update(updated);
        }
        if (!batch.journals().isEmpty()) {
            store.post(batch.journals(), batch.now());
        }
        intents.record(batch.intents());
        intents.withdraw(batch.withdrawn());
        outbox.add(batch.outgoing());
    }
}
