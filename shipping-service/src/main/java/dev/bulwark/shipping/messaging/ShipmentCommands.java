package dev.bulwark.shipping.messaging;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.shipping.CancelShipment;
import dev.bulwark.contracts.shipping.ScheduleShipment;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.shipping.domain.ShipmentInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The saga's commands: decided, recorded, and where the carrier is needed left as an intent. No call is made here. */
@Component
class ShipmentCommands implements BatchHandler<ShipmentBatch> {

    private final ShipmentBatches batches;
    private final Intents<CarrierRequest> intents;
    private final Ids ids;

    ShipmentCommands(ShipmentBatches batches, Intents<CarrierRequest> intents, Ids ids) {
        this.batches = batches;
        this.intents = intents;
        this.ids = ids;
    }

    @Override
    public String consumer() {
        return "shipping-commands";
    }

    @Override
    public String topic() {
        return Topics.SHIPPING_COMMANDS;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ScheduleShipment.class, CancelShipment.class);
    }

    /** The carrier is slow or away: what more came in would only pile up. */
    @Override
    public boolean saturated() {
        return intents.saturated();
    }

    @Override
    public ShipmentBatch prefetch(List<Delivery> batch) {
        Set<UUID> orderIds = new LinkedHashSet<>();
        for (Delivery delivery : batch) {
            orderIds.add(delivery.keyAsId());
        }
        return batches.open(orderIds);
    }

    @Override
    public void handle(Delivery delivery, ShipmentBatch work) {
        switch (delivery.body()) {
            case ScheduleShipment command -> {
                ReplyAddress replyAddress = replyAddress(delivery, sealed(command));
                work.apply(command.orderId(), input(delivery, command, work.now()), replyAddress);
            }
            case CancelShipment command ->
                work.apply(command.orderId(), ShipmentInput.CANCEL, replyAddress(delivery, null));
            default ->
                throw new IllegalArgumentException(
                        "not a command of ours: " + delivery.body().getClass());
        }
    }

    private ShipmentInput input(Delivery delivery, ScheduleShipment command, Instant now) {
        Instant expires = delivery.expires();
        boolean expired = expires != null && !now.isBefore(expires);
        return new ShipmentInput.ScheduleCommand(WireMessages.consignment(ids.next(), command), expired);
    }

    private static ReplyAddress replyAddress(Delivery delivery, @Nullable Sealed personalData) {
        return new ReplyAddress(
                delivery.required(MessageHeaders.SAGA),
                delivery.required(MessageHeaders.STEP),
                personalData == null ? null : delivery.expires(),
                delivery.traceparent(),
                personalData);
    }

    private static Sealed sealed(ScheduleShipment command) {
        @Nullable Sealed sealed = command.personalData();
        if (sealed == null) {
            throw new UndecodableMessageException("a shipment without an address", null);
        }
        return sealed;
    }

    @Override
    public void flush(ShipmentBatch work) {
        batches.write(work);
    }
}
