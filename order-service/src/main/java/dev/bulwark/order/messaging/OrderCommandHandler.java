package dev.bulwark.order.messaging;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.CancelOrder;
import dev.bulwark.contracts.order.ConfirmOrder;
import dev.bulwark.contracts.order.ConfirmRefused;
import dev.bulwark.contracts.order.RejectOrder;
import dev.bulwark.order.OrderMeter;
import dev.bulwark.order.domain.Decision;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.platform.http.jdbc.AfterCommit;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.platform.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Handles the commands that sagas send to orders.
 *
 * <p>Each command is answered on {@code saga.replies}, a resend with the same answer as the first. No row is locked up front: an append
 * that lost against the customer's cancellation makes the batch run again on fresh streams. None of these commands expires: the
 * pivot is resent until answered, and compensations do not expire.
 */
@Component
class OrderCommandHandler implements BatchHandler<OrderCommandHandler.Work> {

    /** @param orders by id, as the commands handled so far left them */
    record Work(Map<UUID, StoredOrder> orders, List<OrderChange> changes, List<OutgoingMessage> messages) {}

    private final EventStore store;
    private final Outbox outbox;
    private final MessageFactory factory;
    private final Clock clock;
    private final MeterRegistry meters;

    OrderCommandHandler(EventStore store, Outbox outbox, MessageFactory factory, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.outbox = outbox;
        this.factory = factory;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String consumer() {
        return "order-commands";
    }

    @Override
    public String topic() {
        return Topics.ORDER_COMMANDS;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ConfirmOrder.class, RejectOrder.class, CancelOrder.class);
    }

    @Override
    public Work prefetch(List<Delivery> batch) {
        List<UUID> ids =
                batch.stream().map(Delivery::keyAsId).distinct().sorted().toList();
        return new Work(store.loadAll(ids), new ArrayList<>(batch.size()), new ArrayList<>(2 * batch.size()));
    }

    @Override
    public void handle(Delivery delivery, Work work) {
        OrderId id = new OrderId(delivery.keyAsId());
        StoredOrder order = work.orders().getOrDefault(id.value(), StoredOrder.absent(id));
        Object answer = switch (order.decide(OrderWireMapper.command(delivery.body(), clock.instant()))) {
            case Decision.Accepted accepted -> record(order.change(accepted, delivery.traceparent()), work);
            case Decision.Repeated(var state) -> OrderWireMapper.answer(id, state);
            case Decision.Refused(String code) -> new ConfirmRefused(id.value(), code);
        };
        work.messages()
                .add(factory.reply(
                        Topics.SAGA_REPLIES,
                        id.toString(),
                        answer,
                        delivery.required(MessageHeaders.SAGA),
                        delivery.required(MessageHeaders.STEP),
                        delivery.traceparent()));
    }

    private Object record(OrderChange change, Work work) {
        work.orders().put(change.id().value(), change.stored());
        work.changes().add(change);
        work.messages().add(OrderWireMapper.announcement(factory, change));
        return OrderWireMapper.answer(change.id(), change.after());
    }

    @Override
    public void flush(Work work) {
        store.append(work.changes());
        outbox.add(work.messages());
        Map<OrderStatus, Long> counts = work.changes().stream()
                .collect(Collectors.groupingBy(change -> change.after().status(), Collectors.counting()));
        AfterCommit.run(() -> counts.forEach((status, count) ->
                OrderMeter.ORDERS.counter(meters, status.name()).increment(count)));
    }
}
