package dev.bulwark.saga.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.saga.OrderSagas;
import dev.bulwark.saga.SagaBatch;
import dev.bulwark.saga.SagaMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The participants' answers move their sagas. */
final class ReplyHandler implements BatchHandler<ReplyHandler.Work> {

    static final String CONSUMER = "saga-replies";

    private final OrderSagas sagas;
    private final HandledOffsets handled;

    ReplyHandler(OrderSagas sagas, HandledOffsets handled) {
        this.sagas = sagas;
        this.handled = handled;
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public String topic() {
        return Topics.SAGA_REPLIES;
    }

    @Override
    public Set<Class<?>> types() {
        return ReplyWireMapper.TYPES;
    }

    @Override
    public Work prefetch(List<Delivery> batch) {
        return new Work(sagas.load(Deliveries.ids(batch)), new HashMap<>());
    }

    @Override
    public void handle(Delivery delivery, Work work) {
        String saga = delivery.required(MessageHeaders.SAGA);
        if (!saga.equals(delivery.key())) {
            throw new UndecodableMessageException("an answer for saga " + saga + " of order " + delivery.key(), null);
        }
        SagaMessage heard = new SagaMessage(
                ReplyWireMapper.input(delivery.body()), delivery.message().id(), delivery.traceparent());
        sagas.hear(work.sagas(), delivery.keyAsId(), heard);
        work.nextOffsets()
                .merge(delivery.message().partition(), delivery.message().offset() + 1, Math::max);
    }

    @Override
    public void flush(Work work) {
        sagas.save(work.sagas());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                handled.advance(work.nextOffsets());
            }
        });
    }

    /** @param nextOffsets by partition: where reading goes on after this batch */
    record Work(SagaBatch sagas, Map<Integer, Long> nextOffsets) {}
}
