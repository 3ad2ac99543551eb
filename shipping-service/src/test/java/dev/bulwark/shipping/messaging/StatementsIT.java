package dev.bulwark.shipping.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.IntentDispatcher;
import dev.bulwark.platform.calls.intent.Outcome;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.shipping.domain.Booking;
import dev.bulwark.shipping.domain.ShipmentInput;
import dev.bulwark.testing.StatementCount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a batch costs: 500 messages are one transaction and at most twelve statements, whatever they are about. */
class StatementsIT extends MessagesSuite {

    private static final int BATCH = 500;
    private static final String CUSTOMER = "bulk";

    @Autowired
    ShipmentOutcomes outcomes;

    @Autowired
    IntentDispatcher<CarrierRequest, ShipmentInput> dispatcher;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void five_hundred_commands_and_then_everything_at_once() throws Exception {
        List<UUID> known = Stream.generate(this::order).limit(BATCH).toList();
        assertCheap(known.stream().map(this::scheduled).toList());
        awaitAll("SCHEDULED", known);

        List<IncomingMessage> mixed = new ArrayList<>();
        for (int i = 0; i < BATCH / 5; i++) {
            mixed.add(cancel(known.get(i)));
            mixed.add(scheduled(known.get(BATCH - 1 - i)));
            mixed.add(cancel(order()));
            mixed.add(scheduled(order()));
            mixed.add(schedule(order(), CUSTOMER, Instant.now().minusSeconds(1)));
        }
        assertCheap(mixed);

        awaitAll("CANCELLED", known.subList(0, BATCH / 5));
        assertThat(known.subList(BATCH / 5, BATCH))
                .allSatisfy(order -> assertThat(row(order)).containsEntry("status", "SCHEDULED"));
    }

    @Test
    void five_hundred_outcomes() throws Exception {
        List<UUID> orders = Stream.generate(this::order).limit(BATCH).toList();
        // Without intents, so that nobody but this test answers them.
        orders.forEach(order -> jdbc.update(
                "INSERT INTO shipment (order_id, step_id, shipment_id, customer_id, pieces, requested_at, status, version)"
                        + " VALUES (?, ?, ?, 'bulk', 1, now(), 'REQUESTED', 0)",
                order,
                reference(order),
                ids.next()));
        ShipmentInput booked = new ShipmentInput.Booked(new Booking("Lux Express", "LX1", null));
        List<Outcome<CarrierRequest, ShipmentInput>> answers = orders.stream()
                .<Outcome<CarrierRequest, ShipmentInput>>map(order -> new Outcome.Answered<>(intent(order), booked))
                .toList();

        StatementCount count = quiet();
        transaction.executeWithoutResult(status -> outcomes.write(answers));

        assertThat(count.byQuery()).as(count.toString()).containsEntry("BEGIN", 1L);
        assertThat(count.statements()).as(count.toString()).isPositive().isLessThanOrEqualTo(6);
        awaitAll("SCHEDULED", orders);
    }

    private Intent<CarrierRequest> intent(UUID order) {
        CarrierRequest request =
                new CarrierRequest(CarrierRequest.Kind.BOOK, order, "saga-" + order, reference(order), null, 1);
        return new Intent<>(request.intentId(), request, null, null);
    }

    private IncomingMessage scheduled(UUID order) {
        return schedule(order, CUSTOMER, Instant.now().plusSeconds(60));
    }

    private void awaitAll(String status, List<UUID> orders) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.queryForObject(
                                "SELECT count(*) FROM shipment WHERE status = ? AND order_id = ANY (?)",
                                Long.class,
                                status,
                                orders.toArray(UUID[]::new))
                        == orders.size());
    }

    private void assertCheap(List<IncomingMessage> batch) throws InterruptedException {
        StatementCount count = quiet();
        // What the carrier's answers cost is another batch.
        dispatcher.stop();
        try {
            commands.run(batch);

            assertThat(count.byQuery()).as(count.toString()).containsEntry("BEGIN", 1L);
            assertThat(count.statements()).as(count.toString()).isPositive().isLessThanOrEqualTo(12);
        } finally {
            dispatcher.start();
        }
    }

    /** Counts from when the relay has nothing to do. */
    private StatementCount quiet() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.queryForObject(
                                "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM intent)", Long.class)
                        == 0);
        return StatementCount.on(database)
                .ignoring(query -> query.contains("relay_lease")
                        || query.contains("FROM outbox")
                        || query.contains("SKIP LOCKED"));
    }
}
