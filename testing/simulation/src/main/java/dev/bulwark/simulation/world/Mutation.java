package dev.bulwark.simulation.world;

import java.util.function.UnaryOperator;

import dev.bulwark.inventory.StockBatches;
import dev.bulwark.inventory.domain.Reservation;
import dev.bulwark.inventory.domain.Stock;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.PaymentStore;
import dev.bulwark.platform.calls.intent.IntentStore;
import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.InboxStore;
import dev.bulwark.platform.messaging.outbox.MessageSender;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.platform.messaging.outbox.OutboxStore;
import dev.bulwark.saga.CommandWriter;
import dev.bulwark.saga.SagaStore;
import dev.bulwark.saga.domain.SagaDecider;
import dev.bulwark.saga.domain.SagaPolicy;
import dev.bulwark.shipping.Carrier;
import dev.bulwark.shipping.ShipmentStore;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where a bug can be planted: each port of the production code. A mutation gets what a process would use, and
 * returns what it uses instead; called at every start of every process, so state kept in the returned object is that process's memory.
 */
public interface Mutation {

    /** Everything as it should be. */
    Mutation NONE = new Mutation() {};

    /** @param atOnce records without regard to the transaction */
    default InboxStore inbox(InboxStore real, InboxStore atOnce) {
        return real;
    }

    /** @param silent parks, and tells no saga of it */
    default DeadLetters deadLetters(DeadLetters real, DeadLetters silent) {
        return real;
    }

    default TransactionOperations transactions(TransactionOperations real) {
        return real;
    }

    default <W> BatchHandler<W> handler(BatchHandler<W> real) {
        return real;
    }

    /** @param atOnce adds without regard to the transaction */
    default Outbox outbox(Outbox real, Outbox atOnce) {
        return real;
    }

    /** @param unfenced doesn't look at the token */
    default OutboxStore outboxStore(OutboxStore real, OutboxStore unfenced) {
        return real;
    }

    default MessageSender sender(MessageSender real) {
        return real;
    }

    default boolean commitsOffsetsFirst() {
        return false;
    }

    /** @param unchecked appends whatever version the stream has */
    default EventStore events(EventStore real, EventStore unchecked) {
        return real;
    }

    /** @param views the same rows, seen otherwise */
    default StockBatches stock(StockBatches real, StockViews views) {
        return real;
    }

    /** Makes stores that show other rows than are there, and write over whatever is there. */
    @FunctionalInterface
    interface StockViews {

        /** @param reservations {@link Reservation.Unknown} for what isn't to be seen */
        StockBatches seeing(UnaryOperator<Reservation> reservations, UnaryOperator<Stock> stock);
    }

    /** @param oneSided books but one leg of a journal */
    default PaymentStore payments(PaymentStore real, PaymentStore oneSided) {
        return real;
    }

    default ShipmentStore shipments(ShipmentStore real) {
        return real;
    }

    default <I> IntentStore<I> intents(IntentStore<I> real) {
        return real;
    }

    default PaymentProvider provider(PaymentProvider real) {
        return real;
    }

    default Carrier carrier(Carrier real) {
        return real;
    }

    default SagaStore sagas(SagaStore real) {
        return real;
    }

    default CommandWriter commands(CommandWriter real) {
        return real;
    }

    default SagaDecider decider(SagaDecider real, SagaPolicy policy) {
        return real;
    }
}
