package dev.bulwark.shipping.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.shipping.StoredShipment;
import dev.bulwark.shipping.domain.Consignment;
import dev.bulwark.shipping.domain.Decision;
import dev.bulwark.shipping.domain.ShipmentAnswer;
import dev.bulwark.shipping.domain.ShipmentDecider;
import dev.bulwark.shipping.domain.ShipmentEffect;
import dev.bulwark.shipping.domain.ShipmentInput;
import dev.bulwark.shipping.domain.ShipmentState;
import org.jspecify.annotations.Nullable;

/**
 * The work of one transaction: the shipments it is about, as the inputs so far have left them, and all that is to be
 * written.
 */
final class ShipmentBatch {

    private final MessageFactory messages;
    private final Instant now;
    private final Set<UUID> stored;
    private final Map<UUID, StoredShipment> shipments;
    private final Set<UUID> changed = new HashSet<>();
    private final List<Intent<CarrierRequest>> intents = new ArrayList<>();
    private final List<OutgoingMessage> outgoing = new ArrayList<>();

    /** @param locked the shipments that are there; what is missing isn't */
    ShipmentBatch(Map<UUID, StoredShipment> locked, MessageFactory messages, Instant now) {
        this.shipments = new HashMap<>(locked);
        this.stored = Set.copyOf(locked.keySet());
        this.messages = messages;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void apply(UUID orderId, ShipmentInput input, ReplyAddress replyAddress) {
        StoredShipment shipment = shipments.get(orderId);
        ShipmentState state = shipment == null ? new ShipmentState.None() : shipment.state();
        Decision decision = ShipmentDecider.decide(state, input);
        int version = shipment == null ? 0 : shipment.version();
        for (ShipmentEffect effect : decision.effects()) {
            switch (effect) {
                case ShipmentEffect.AskBooking(Consignment consignment) ->
                    askBooking(orderId, consignment, replyAddress);
                case ShipmentEffect.AskCancellation e -> askCancellation(orderId, replyAddress);
                case ShipmentEffect.Reply(var answer) -> reply(orderId, answer, replyAddress);
                case ShipmentEffect.Announce(var answer) -> {
                    version++;
                    announce(orderId, answer, version, replyAddress);
                }
            }
        }
        if (!decision.next().equals(state)) {
            put(orderId, shipment, replyAddress.step(), decision.next(), version);
        }
    }

    private void askBooking(UUID orderId, Consignment consignment, ReplyAddress replyAddress) {
        CarrierRequest request = new CarrierRequest(
                CarrierRequest.Kind.BOOK,
                orderId,
                replyAddress.saga(),
                replyAddress.step(),
                replyAddress.personalData(),
                consignment.pieces());
        intents.add(new Intent<>(request.intentId(), request, replyAddress.expires(), replyAddress.traceparent()));
    }

    private void askCancellation(UUID orderId, ReplyAddress replyAddress) {
        CarrierRequest request = new CarrierRequest(
                CarrierRequest.Kind.CANCEL, orderId, replyAddress.saga(), replyAddress.step(), null, 0);
        intents.add(new Intent<>(request.intentId(), request, null, replyAddress.traceparent()));
    }

    private void reply(UUID orderId, ShipmentAnswer answer, ReplyAddress replyAddress) {
        outgoing.add(messages.reply(
                Topics.SAGA_REPLIES,
                orderId.toString(),
                WireMessages.body(orderId, answer),
                replyAddress.saga(),
                replyAddress.step(),
                replyAddress.traceparent()));
    }

    private void announce(UUID orderId, ShipmentAnswer answer, int version, ReplyAddress replyAddress) {
        outgoing.add(messages.event(
                Topics.SHIPMENT_EVENTS,
                orderId.toString(),
                WireMessages.body(orderId, answer),
                version,
                replyAddress.traceparent()));
    }

    private void put(UUID orderId, @Nullable StoredShipment before, String step, ShipmentState next, int version) {
        shipments.put(
                orderId,
                new StoredShipment(
                        orderId,
                        before == null ? step : before.stepId(),
                        next,
                        version,
                        before == null ? now : before.requestedAt(),
                        next.status().isSettled() ? now : null));
        changed.add(orderId);
    }

    List<StoredShipment> added() {
        return changed(false);
    }

    List<StoredShipment> updated() {
        return changed(true);
    }

    /**
     * In one order everywhere, so that two batches that begin the same shipments don't wait for each other in a
     * circle.
     */
    private List<StoredShipment> changed(boolean wasStored) {
        return changed.stream()
                .filter(orderId -> stored.contains(orderId) == wasStored)
                .map(shipments::get)
                .sorted(Comparator.comparing(StoredShipment::orderId))
                .toList();
    }

    List<Intent<CarrierRequest>> intents() {
        return intents;
    }

    List<OutgoingMessage> outgoing() {
        return outgoing;
    }
}
