package dev.bulwark.payment.messaging;

import java.time.Clock;

import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.calls.intent.OutcomeHandler;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.outbox.Outbox;

/** What handles commands and the provider's answers, on ports of the caller's choice: a context wires them by itself, a simulation by hand. */
public final class PaymentHandlers {

    private final PaymentCommands commands;
    private final PaymentOutcomes outcomes;

    public PaymentHandlers(
            PaymentStore store,
            Intents<ProviderRequest> intents,
            MessageFactory messages,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        PaymentBatches batches = new PaymentBatches(store, intents, messages, outbox, clock);
        this.commands = new PaymentCommands(batches, intents, ids);
        this.outcomes = new PaymentOutcomes(batches, store);
    }

    public BatchHandler<?> commands() {
        return commands;
    }

    public OutcomeHandler<ProviderRequest, ProviderAnswer> outcomes() {
        return outcomes;
    }
}
