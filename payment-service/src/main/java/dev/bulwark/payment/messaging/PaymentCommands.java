package dev.bulwark.payment.messaging;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.payment.ChargePayment;
import dev.bulwark.contracts.payment.RefundPayment;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.domain.PaymentInput;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import org.springframework.stereotype.Component;

/** The saga's commands: decided, recorded, and where the provider is needed left as an intent. No call is made here. */
@Component
class PaymentCommands implements BatchHandler<PaymentBatch> {

    private final PaymentBatches batches;
    private final Intents<ProviderRequest> intents;
    private final Ids ids;

    PaymentCommands(PaymentBatches batches, Intents<ProviderRequest> intents, Ids ids) {
        this.batches = batches;
        this.intents = intents;
        this.ids = ids;
    }

    @Override
    public String consumer() {
        return "payment-commands";
    }

    @Override
    public String topic() {
        return Topics.PAYMENT_COMMANDS;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ChargePayment.class, RefundPayment.class);
    }

    /** The provider is slow or away: what more came in would only pile up. */
    @Override
    public boolean saturated() {
        return intents.saturated();
    }

    @Override
    public PaymentBatch prefetch(List<Delivery> batch) {
        Set<UUID> orderIds = new LinkedHashSet<>();
        for (Delivery delivery : batch) {
            orderIds.add(orderId(delivery));
        }
        return batches.open(orderIds);
    }

    @Override
    public void handle(Delivery delivery, PaymentBatch work) {
        ReplyAddress replyAddress = new ReplyAddress(
                delivery.required(MessageHeaders.SAGA),
                delivery.required(MessageHeaders.STEP),
                delivery.expires(),
                delivery.traceparent());
        work.apply(orderId(delivery), input(delivery, work.now()), replyAddress);
    }

    private PaymentInput input(Delivery delivery, Instant now) {
        return switch (delivery.body()) {
            case ChargePayment command -> {
                Instant expires = delivery.expires();
                boolean expired = expires != null && !now.isBefore(expires);
                yield new PaymentInput.ChargeCommand(WireMessages.charge(ids.next(), command), expired);
            }
            case RefundPayment command -> PaymentInput.REFUND;
            default ->
                throw new IllegalArgumentException(
                        "not a command of ours: " + delivery.body().getClass());
        };
    }

    private static UUID orderId(Delivery delivery) {
        return switch (delivery.body()) {
            case ChargePayment command -> command.orderId();
            case RefundPayment command -> command.orderId();
            default ->
                throw new IllegalArgumentException(
                        "not a command of ours: " + delivery.body().getClass());
        };
    }

    @Override
    public void flush(PaymentBatch work) {
        batches.write(work);
    }
}
