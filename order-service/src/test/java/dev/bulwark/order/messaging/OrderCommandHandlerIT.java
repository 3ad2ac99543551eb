package dev.bulwark.order.messaging;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.CancelOrder;
import dev.bulwark.contracts.order.ConfirmOrder;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.RejectOrder;
import dev.bulwark.contracts.order.Rejection;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.order.Incoming;
import dev.bulwark.order.OrderServiceQueries;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.domain.Decision;
import dev.bulwark.order.domain.OrderCommand;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.Orders;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.order.log.OrderChange;
import dev.bulwark.order.log.StoredOrder;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.StatementCount;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class OrderCommandHandlerIT extends OrderServiceTestBase {

    private static final PaymentFacts PAID = new PaymentFacts(Incoming.id(), "CHARGED", null);
    private static final ShipmentFacts SHIPPED =
            new ShipmentFacts(Incoming.id(), "SCHEDULED", "Lux", "T-1", LocalDate.parse("2026-01-03"));

    @Autowired
    OrderCommandHandler handler;

    @Autowired
    BatchRunners runners;

    @Autowired
    EventStore store;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    private BatchRunner<?> runner;

    @BeforeEach
    void makeRunner() {
        runner = runners.runnerFor(handler);
    }

    @Test
    void fiveHundredCommandsAreOneTransactionOfAtMostTwelveStatements() throws Exception {
        List<UUID> ids = pendingOrders(500);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.queryForObject("SELECT count(*) FROM outbox", Long.class) == 0);
        StatementCount count = StatementCount.on(orders).ignoring(OrderServiceQueries::isBackground);
        runner.run(ids.stream().map(this::confirm).toList());
        assertThat(count.statements()).as(count.toString()).isPositive().isLessThanOrEqualTo(12);
        assertThat(transactionsOf(ids)).isEqualTo(1);
        assertThat(store.loadAll(ids).values()).allMatch(order -> statusOf(order) == OrderStatus.CONFIRMED);
        assertThat(stillOpen(ids)).isZero();
    }

    @Test
    void aConfirmationIsRecordedAnnouncedAndAnswered() throws Exception {
        UUID id = pendingOrders(1).getFirst();
        runner.run(List.of(confirm(id)));
        assertThat(answers(id, 1)).singleElement().satisfies(answer -> {
            assertThat(KafkaProbe.header(answer, MessageHeaders.TYPE)).isEqualTo("order.confirmed.v1");
            assertThat(KafkaProbe.header(answer, MessageHeaders.SAGA)).isEqualTo(id.toString());
            assertThat(KafkaProbe.header(answer, MessageHeaders.STEP)).isEqualTo(id + ":order");
        });
        assertThat(records(Topics.ORDER_EVENTS, id, 1)).singleElement().satisfies(event -> {
            assertThat(KafkaProbe.header(event, MessageHeaders.SEQUENCE)).isEqualTo("2");
            assertThat(JSON.readTree(KafkaProbe.text(event))
                            .at("/payment/status")
                            .stringValue())
                    .isEqualTo("CHARGED");
        });
        OrderState.Existing state =
                (OrderState.Existing) store.load(new OrderId(id)).state();
        assertThat(state.payment().id()).isEqualTo(PAID.id());
        assertThat(state.shipment().trackingNumber()).isEqualTo("T-1");
    }

    @Test
    void aResendIsAnsweredAgainAndARepeatedMessageIsNot() throws Exception {
        UUID id = pendingOrders(1).getFirst();
        IncomingMessage once = confirm(id);
        runner.run(List.of(once, once));
        runner.run(List.of(once));
        runner.run(List.of(confirm(id), confirm(id)));
        List<ConsumerRecord<byte[], byte[]>> answers = answers(id, 3);
        assertThat(answers.stream().map(KafkaProbe::text).distinct()).hasSize(1);
        assertThat(store.load(new OrderId(id)).version()).isEqualTo(2);
        assertThat(records(Topics.ORDER_EVENTS, id, 1)).hasSize(1);
    }

    @Test
    void laterCommandsOfABatchSeeWhatEarlierOnesDid() throws Exception {
        UUID id = pendingOrders(1).getFirst();
        runner.run(List.of(
                Incoming.command(
                        Topics.ORDER_COMMANDS,
                        id,
                        new RejectOrder(id, new Rejection("payment", "card_declined", null), null, null)),
                confirm(id)));
        assertThat(answers(id, 2).stream().map(KafkaProbe::text))
                .anyMatch(text -> text.contains("card_declined"))
                .anyMatch(text -> text.contains("\"code\":\"rejected\""));
    }

    @Test
    void aConfirmationAfterAWishToCancelIsRefusedAndTheOrderEndsCancelled() throws Exception {
        String customer = newCustomer();
        UUID id = placed(customer);
        Answer asked = cancel(customer, id);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        runner.run(List.of(confirm(id)));
        assertThat(answers(id, 1)).singleElement().satisfies(answer -> {
            assertThat(KafkaProbe.header(answer, MessageHeaders.TYPE)).isEqualTo("order.confirm-refused.v1");
            assertThat(KafkaProbe.text(answer)).contains("\"code\":\"cancel_requested\"");
        });
        runner.run(List.of(Incoming.command(Topics.ORDER_COMMANDS, id, new CancelOrder(id, null, null))));
        assertThat(statusOf(store.load(new OrderId(id)))).isEqualTo(OrderStatus.CANCELLED);
        assertThat(cancel(customer, id).status()).isEqualTo(409);
        assertThat(stillOpen(List.of(id))).isZero();
    }

    @Test
    void aRejectionThatMeetsAWishToCancelEndsCancelledAndTheSagaIsToldSo() throws Exception {
        String customer = newCustomer();
        UUID id = placed(customer);
        assertThat(cancel(customer, id).status()).isEqualTo(202);
        RejectOrder declined = new RejectOrder(id, new Rejection("payment", "card_declined", "no"), null, null);
        runner.run(List.of(Incoming.command(Topics.ORDER_COMMANDS, id, declined)));
        runner.run(List.of(Incoming.command(Topics.ORDER_COMMANDS, id, declined)));
        assertThat(answers(id, 2))
                .allSatisfy(answer -> assertThat(KafkaProbe.header(answer, MessageHeaders.TYPE))
                        .isEqualTo("order.cancelled.v1"));
        assertThat(statusOf(store.load(new OrderId(id)))).isEqualTo(OrderStatus.CANCELLED);
        assertThat(stillOpen(List.of(id))).isZero();
    }

    @Test
    void anAbandonedOrderEndsRejectedEvenAfterAWishToCancel() throws Exception {
        String customer = newCustomer();
        UUID id = placed(customer);
        assertThat(cancel(customer, id).status()).isEqualTo(202);
        runner.run(List.of(Incoming.command(
                Topics.ORDER_COMMANDS,
                id,
                new RejectOrder(id, new Rejection("payment", "abandoned", "given up by an operator"), null, null))));
        assertThat(answers(id, 1))
                .singleElement()
                .satisfies(answer -> assertThat(KafkaProbe.text(answer)).contains("\"code\":\"abandoned\""));
        assertThat(statusOf(store.load(new OrderId(id)))).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void aWishToCancelAfterTheConfirmationIsRefused() throws Exception {
        String customer = newCustomer();
        UUID id = placed(customer);
        runner.run(List.of(confirm(id)));
        Answer refused = cancel(customer, id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").stringValue()).isEqualTo("/problems/not-cancellable");
        assertThat(cancel("somebody-else", id).status()).isEqualTo(404);
    }

    @Test
    void whoeverRecordsFirstWinsTheRace() throws Exception {
        for (int round = 0; round < 20; round++) {
            String customer = newCustomer();
            UUID id = placed(customer);
            try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Answer> cancelled = both.submit(() -> cancel(customer, id));
                runner.run(List.of(confirm(id)));
                int status = cancelled.get().status();
                StoredOrder order = store.load(new OrderId(id));
                assertThat(order.version()).isEqualTo(2);
                assertThat(status).isEqualTo(order.state() instanceof OrderState.Confirmed ? 409 : 202);
            }
        }
    }

    @Test
    void aCommandThatMakesNoSenseIsParkedAloneWithItsKey() throws Exception {
        List<UUID> ids = pendingOrders(3);
        UUID wrong = Incoming.id();
        runner.run(List.of(confirm(ids.get(0)), confirm(wrong), confirm(ids.get(1)), confirm(ids.get(2))));
        assertThat(store.loadAll(ids).values()).allMatch(order -> statusOf(order) == OrderStatus.CONFIRMED);
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM dead_letter WHERE consumer = 'order-commands' AND key = ?",
                        Long.class,
                        wrong.toString()))
                .isEqualTo(1);
    }

    private Answer cancel(String customer, UUID id) {
        return post(
                customer, "/api/v1/orders/" + id + "/cancel", UUID.randomUUID().toString(), "{\"reason\":\"no\"}");
    }

    private IncomingMessage confirm(UUID id) {
        return Incoming.command(Topics.ORDER_COMMANDS, id, new ConfirmOrder(id, PAID, SHIPPED));
    }

    private static OrderStatus statusOf(StoredOrder order) {
        return ((OrderState.Existing) order.state()).status();
    }

    /** Straight into the log, without announcing them: what is tested begins after that. */
    private List<UUID> pendingOrders(int count) {
        List<OrderChange> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OrderId id = OrderId.forCustomer(Incoming.id(), "batch");
            var place = new OrderCommand.Place(id, "batch", Orders.LINES, "pm_card_ok", Orders.SEALED, id.time());
            StoredOrder absent = StoredOrder.absent(id);
            changes.add(absent.change((Decision.Accepted) absent.decide(place), null));
        }
        transaction.executeWithoutResult(status -> store.append(changes));
        return changes.stream().map(change -> change.id().value()).toList();
    }

    private long transactionsOf(List<UUID> ids) {
        Long count = jdbc.queryForObject(
                "SELECT count(DISTINCT xmin::text) FROM order_event WHERE version = 2 AND stream = ANY (?::uuid[])",
                Long.class,
                (Object) ids.stream().map(UUID::toString).toArray(String[]::new));
        return count;
    }

    private long stillOpen(List<UUID> ids) {
        Long count = jdbc.queryForObject(
                "SELECT count(*) FROM open_order WHERE stream = ANY (?::uuid[])", Long.class, (Object)
                        ids.stream().map(UUID::toString).toArray(String[]::new));
        return count;
    }

    private static List<ConsumerRecord<byte[], byte[]>> answers(UUID id, int count) {
        return records(Topics.SAGA_REPLIES, id, count);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic, UUID id, int count) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                found.clear();
                found.addAll(probe.records(topic, id.toString()));
                assertThat(found).hasSize(count);
            });
            return found;
        }
    }
}
