package dev.bulwark.inventory.messaging;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ReleaseStock;
import dev.bulwark.contracts.inventory.ReserveStock;
import dev.bulwark.contracts.inventory.StockRefused;
import dev.bulwark.contracts.inventory.StockReleased;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.inventory.StockBatches;
import dev.bulwark.inventory.domain.Answer;
import dev.bulwark.platform.messaging.MessageFactory;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.platform.messaging.outbox.Outbox;
import org.springframework.stereotype.Component;

/**
 * The stock step of the order saga: sets stock aside and puts it back, and answers every command on {@link Topics#SAGA_REPLIES}.
 *
 * <p>An order has one stock step, {@code <order id>:stock}, so its reservation is the record of the step's answer. Own statements: two
 * to lock, at most three to write, one for the outbox, whatever the batch.
 */
@Component
final class InventoryCommandsHandler implements BatchHandler<StockWork> {

    private static final String STEP_SUFFIX = ":stock";

    private final StockBatches batches;
    private final Outbox outbox;
    private final MessageFactory messages;
    private final StockMeters meters;
    private final Clock clock;

    InventoryCommandsHandler(
            StockBatches batches, Outbox outbox, MessageFactory messages, StockMeters meters, Clock clock) {
        this.batches = batches;
        this.outbox = outbox;
        this.messages = messages;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String consumer() {
        return "inventory-commands";
    }

    @Override
    public String topic() {
        return Topics.INVENTORY_COMMANDS;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ReserveStock.class, ReleaseStock.class);
    }

    @Override
    public StockWork prefetch(List<Delivery> batch) {
        Set<UUID> orders = batch.stream().map(StockCommands::orderOf).collect(Collectors.toSet());
        return new StockWork(batches.lock(orders, StockCommands.skusOf(batch)));
    }

    @Override
    public void handle(Delivery delivery, StockWork work) {
        UUID order = StockCommands.orderOf(delivery);
        String saga = delivery.required(MessageHeaders.SAGA);
        String step = stepOf(delivery, order);
        Answer answer = work.stock().apply(order, StockCommands.commandOf(delivery, clock.instant()));
        work.reply(
                messages.reply(
                        Topics.SAGA_REPLIES,
                        order.toString(),
                        bodyOf(order, answer),
                        saga,
                        step,
                        delivery.traceparent()),
                outcomeOf(answer));
    }

    @Override
    public void flush(StockWork work) {
        batches.write(work.stock());
        outbox.add(work.replies());
        meters.answered(work.outcomes());
    }

    /** Another step's command would be given this step's recorded answer. */
    private static String stepOf(Delivery delivery, UUID order) {
        String step = delivery.required(MessageHeaders.STEP);
        if (!step.equals(order + STEP_SUFFIX)) {
            throw new UndecodableMessageException("step " + step + " is not the stock step of order " + order, null);
        }
        return step;
    }

    private static Object bodyOf(UUID order, Answer answer) {
        return switch (answer) {
            case Answer.Reserved _ -> new StockReserved(order);
            case Answer.Refused refused ->
                new StockRefused(order, refused.code().text(), refused.detail());
            case Answer.Released _ -> new StockReleased(order);
            case Answer.None _ ->
                throw new IllegalStateException("a command of the saga without an answer: order " + order);
        };
    }

    private static String outcomeOf(Answer answer) {
        return switch (answer) {
            case Answer.Reserved _ -> "reserved";
            case Answer.Refused refused -> refused.code().text();
            case Answer.Released _ -> "released";
            case Answer.None _ -> "none";
        };
    }
}
