package dev.bulwark.saga.messaging;

import java.util.List;
import java.util.Set;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.saga.OrderSagas;
import dev.bulwark.saga.SagaBatch;
import dev.bulwark.saga.SagaMessage;
import dev.bulwark.saga.domain.PlacedOrder;
import dev.bulwark.saga.domain.SagaInput;

/** Orders begin sagas, and cancel requests turn them round. An order published twice has one saga. */
final class OrderEventHandler implements BatchHandler<SagaBatch> {

    private final OrderSagas sagas;

    OrderEventHandler(OrderSagas sagas) {
        this.sagas = sagas;
    }

    @Override
    public String consumer() {
        return "saga-order-events";
    }

    @Override
    public String topic() {
        return Topics.ORDER_EVENTS;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(OrderPlaced.class, OrderCancelRequested.class);
    }

    @Override
    public boolean ignoresOtherTypes() {
        return true; // how an order ends, the saga learns from the answer to its own command
    }

    @Override
    public SagaBatch prefetch(List<Delivery> batch) {
        return sagas.load(Deliveries.ids(batch));
    }

    @Override
    public void handle(Delivery delivery, SagaBatch work) {
        switch (delivery.body()) {
            case OrderPlaced placed ->
                sagas.place(
                        work,
                        delivery.keyAsId(),
                        order(placed),
                        delivery.message().id(),
                        delivery.traceparent());
            case OrderCancelRequested requested ->
                sagas.hear(
                        work,
                        delivery.keyAsId(),
                        new SagaMessage(
                                new SagaInput.CancelRequested(),
                                delivery.message().id(),
                                delivery.traceparent()));
            default ->
                throw new IllegalArgumentException(
                        "not for a saga: " + delivery.body().getClass());
        }
    }

    @Override
    public void flush(SagaBatch work) {
        sagas.save(work);
    }

    private static PlacedOrder order(OrderPlaced placed) {
        Sealed sealed = placed.personalData();
        return new PlacedOrder(
                placed.customerId(),
                placed.items().stream()
                        .map(item -> new PlacedOrder.Line(item.sku(), item.quantity()))
                        .toList(),
                placed.total().amount(),
                placed.total().currency(),
                placed.paymentMethod(),
                new PlacedOrder.SealedAddress(sealed.keyId(), sealed.nonce(), sealed.ciphertext()));
    }
}
