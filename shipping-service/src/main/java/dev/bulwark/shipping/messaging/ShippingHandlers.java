package dev.bulwark.shipping.messaging;

import java.time.Clock;

import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.calls.intent.OutcomeHandler;
import dev.bulwark.platform.calls.intent.OutsideCall;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.platform.sealed.Opener;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.ShipmentStore;
import dev.bulwark.shipping.domain.ShipmentInput;

/**
 * What handles commands, calls the carrier and handles its answers, on ports of the caller's choice: a context wires them by itself, a simulation by
 * hand.
 */
public final class ShippingHandlers {

    private final ShipmentCommands commands;
    private final ShipmentOutcomes outcomes;
    private final CarrierCalls calls;

    public ShippingHandlers(
            ShipmentStore store,
            Intents<CarrierRequest> intents,
            Carrier carrier,
            Opener opener,
            MessageFactory messages,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        ShipmentBatches batches = new ShipmentBatches(store, intents, messages, outbox, clock);
        this.commands = new ShipmentCommands(batches, intents, ids);
        this.outcomes = new ShipmentOutcomes(batches);
        this.calls = new CarrierCalls(carrier, opener, clock);
    }

    public BatchHandler<?> commands() {
        return commands;
    }

    public OutcomeHandler<CarrierRequest, ShipmentInput> outcomes() {
        return outcomes;
    }

    public OutsideCall<CarrierRequest, ShipmentInput> calls() {
        return calls;
    }
}
