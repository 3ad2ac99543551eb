package dev.bulwark.shipping.messaging;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.Outcome;
import dev.bulwark.platform.calls.intent.OutcomeHandler;
import dev.bulwark.shipping.domain.ShipmentInput;
import org.springframework.stereotype.Component;

/** What the carrier answered: state, reply, event and what is to be asked next, in one transaction. */
@Component
class ShipmentOutcomes implements OutcomeHandler<CarrierRequest, ShipmentInput> {

    private final ShipmentBatches batches;

    ShipmentOutcomes(ShipmentBatches batches) {
        this.batches = batches;
    }

    @Override
    public void write(List<Outcome<CarrierRequest, ShipmentInput>> outcomes) {
        Set<UUID> orderIds = new LinkedHashSet<>();
        outcomes.forEach(outcome -> orderIds.add(outcome.intent().request().orderId()));
        ShipmentBatch batch = batches.open(orderIds);
        for (Outcome<CarrierRequest, ShipmentInput> outcome : outcomes) {
            Intent<CarrierRequest> intent = outcome.intent();
            CarrierRequest request = intent.request();
            ReplyAddress replyAddress =
                    new ReplyAddress(request.saga(), request.step(), null, intent.traceparent(), null);
            batch.apply(request.orderId(), input(outcome), replyAddress);
        }
        batches.write(batch);
    }

    private static ShipmentInput input(Outcome<CarrierRequest, ShipmentInput> outcome) {
        return switch (outcome) {
            case Outcome.GivenUp<CarrierRequest, ShipmentInput> givenUp -> ShipmentInput.UNKNOWN;
            case Outcome.Answered<CarrierRequest, ShipmentInput>(var intent, var answer) -> answer;
        };
    }
}
