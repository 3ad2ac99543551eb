package dev.bulwark.order.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderItem;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import dev.bulwark.order.Incoming;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.database.DatabaseProperties;
import dev.bulwark.order.database.OwnDatabase;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.log.EventStore;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import dev.bulwark.platform.messaging.inbox.InboxMode;
import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.StatementCount;
import dev.bulwark.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

class OrderViewIT extends OrderServiceTestBase {

    private static final Instant PLACED_AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final PaymentFacts PAID = new PaymentFacts(Incoming.id(), "CHARGED", null);
    private static final ShipmentFacts SHIPPED = new ShipmentFacts(Incoming.id(), "SCHEDULED", "Lux", "T-9", null);

    @Autowired
    private Environment environment;

    @Autowired
    @Qualifier(ViewConfiguration.DATABASE)
    DataSource database;

    @Autowired
    @Qualifier("orderViewTransactions")
    PlatformTransactionManager transactions;

    @Autowired
    BatchRunners runners;

    @Autowired
    OrderView view;

    @Autowired
    EventStore store;

    @Autowired
    OrderRepublisher republisher;

    private final ManualClock clock = new ManualClock(Instant.now());
    private JdbcTemplate jdbc;
    private ViewEventHandlers handlers;
    private BatchRunner<?> orderEvents;
    private BatchRunner<?> paymentEvents;
    private BatchRunner<?> shipmentEvents;

    @BeforeEach
    void makeRunners() {
        jdbc = new JdbcTemplate(database);
        handlers = new ViewEventHandlers(jdbc, new MessageCodec(), clock, "order_document");
        orderEvents = runner(ViewSource.ORDER);
        paymentEvents = runner(ViewSource.PAYMENT);
        shipmentEvents = runner(ViewSource.SHIPMENT);
    }

    private BatchRunner<?> runner(ViewSource source) {
        return runners.runnerFor(handlers.handler(source), database, transactions, InboxMode.VERSION_GUARDED);
    }

    @Test
    void anyOrderAndAnyNumberOfRepetitionsEndInTheSameRow() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            UUID id = Incoming.id();
            List<IncomingMessage> orderMessages =
                    shuffled(List.of(placed(id), cancelRequested(id, 2), confirmed(id, 3)), random);
            List<IncomingMessage> payments = shuffled(List.of(charged(id, 1), refunded(id, 2)), random);
            List<Runnable> steps = new ArrayList<>();
            split(orderMessages, random).forEach(part -> steps.add(() -> run(orderEvents, part)));
            split(payments, random).forEach(part -> steps.add(() -> run(paymentEvents, part)));
            Collections.shuffle(steps, random);
            steps.forEach(Runnable::run);
            OrderDocument document = view.find(new OrderId(id));
            assertThat(document.version()).as("round %d", round).isEqualTo(3);
            assertThat(document.revision()).isEqualTo("3");
            assertThat(document.status()).isEqualTo(OrderStatus.CONFIRMED);
            assertThat(document.payment()).isEqualTo(new Payment(PAID.id(), "CHARGED", null));
            assertThat(held(id)).isZero();
            assertThat(jdbc.queryForObject(
                            "SELECT payment->>'status' FROM order_document WHERE order_id = ?", String.class, id))
                    .isEqualTo("REFUNDED");
        }
    }

    @Test
    void aConfirmedOrderThatCostsNothingShowsNoPayment() throws Exception {
        UUID id = Incoming.id();
        Instant at = PLACED_AT.plusSeconds(9);
        run(
                orderEvents,
                List.of(
                        placed(id),
                        Incoming.event(
                                Topics.ORDER_EVENTS, id.toString(), new OrderConfirmed(id, null, SHIPPED, at), 2, at)));
        OrderDocument document = view.find(new OrderId(id));
        assertThat(document.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(document.payment()).isNull();
        assertThat(document.shipment().id()).isEqualTo(SHIPPED.id());
    }

    @Test
    void aGapIsHeldDurablyAndFilled() throws Exception {
        UUID id = Incoming.id();
        orderEvents.run(List.of(placed(id)));
        orderEvents.run(List.of(confirmed(id, 3)));
        assertThat(view.find(new OrderId(id)).version()).isEqualTo(1);
        assertThat(held(id)).isEqualTo(1);
        orderEvents.run(List.of(cancelRequested(id, 2)));
        assertThat(view.find(new OrderId(id)).version()).isEqualTo(3);
        assertThat(held(id)).isZero();
    }

    @Test
    void whatComesBeforeThePlacingShowsNothing() throws Exception {
        UUID id = Incoming.id();
        paymentEvents.run(List.of(charged(id, 1)));
        assertThat(view.find(new OrderId(id))).isNull();
        orderEvents.run(List.of(placed(id)));
        assertThat(view.find(new OrderId(id)).payment().status()).isEqualTo("CHARGED");
    }

    @Test
    void progressShowsWhileTheOrderIsPendingAndEachStepIsAnotherRevision() throws Exception {
        UUID id = Incoming.id();
        orderEvents.run(List.of(placed(id)));
        assertThat(view.find(new OrderId(id)).revision()).isEqualTo("1");
        paymentEvents.run(List.of(charged(id, 1)));
        OrderDocument paid = view.find(new OrderId(id));
        assertThat(paid.revision()).isEqualTo("1.1.0");
        assertThat(paid.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(paid.updatedAt()).isEqualTo(PLACED_AT.plusSeconds(2));
        shipmentEvents.run(List.of(Incoming.event(
                Topics.SHIPMENT_EVENTS,
                id.toString(),
                new ShipmentScheduled(id, SHIPPED.id(), "Lux", "T-9", null),
                1,
                PLACED_AT.plusSeconds(3))));
        OrderDocument shipped = view.find(new OrderId(id));
        assertThat(shipped.revision()).isEqualTo("1.1.1");
        assertThat(shipped.shipment().trackingNumber()).isEqualTo("T-9");
        orderEvents.run(List.of(confirmed(id, 2)));
        assertThat(view.find(new OrderId(id)).revision()).isEqualTo("2");
    }

    @Test
    void aBatchIsAHandfulOfStatements() throws Exception {
        List<IncomingMessage> batch = new ArrayList<>();
        for (int i = 0; i < 166; i++) {
            UUID id = Incoming.id();
            batch.addAll(List.of(placed(id), confirmed(id, 2)));
            batch.add(confirmed(Incoming.id(), 5));
        }
        // A database of its own: the running service's listeners would be counted too.
        TestDatabase fresh = Servers.postgres().newDatabase("order_view");
        var properties = new DatabaseProperties(fresh.serviceUrl(), fresh.user(), fresh.password(), 2);
        try (HikariDataSource pool = OwnDatabase.open(
                environment, "fresh", properties, "db/migration/platform", "db/migration/order-view")) {
            ViewEventHandlers own =
                    new ViewEventHandlers(new JdbcTemplate(pool), new MessageCodec(), clock, "order_document");
            BatchRunner<?> runner = runners.runnerFor(
                    own.handler(ViewSource.ORDER), pool, new JdbcTransactionManager(pool), InboxMode.VERSION_GUARDED);
            StatementCount count = StatementCount.on(fresh);
            runner.run(batch);
            assertThat(count.statements()).as(count.toString()).isPositive().isLessThanOrEqualTo(6);
        }
    }

    @Test
    void theOwnerIsAskedForAnEventThatDoesNotCome() {
        String customer = newCustomer();
        UUID id = placed(customer);
        Awaitility.await().until(() -> view.find(new OrderId(id)) != null);
        // The placing never came: the row is gone, and a later event waits for it.
        jdbc.update("DELETE FROM order_document WHERE order_id = ?", id);
        run(orderEvents, List.of(cancelRequested(id, 2)));
        GapWatch watch = new GapWatch(
                handlers.held(),
                handlers.table(),
                republisher,
                new ViewProperties(Duration.ofSeconds(5), Duration.ofSeconds(1), 5_000, Duration.ofMinutes(10)),
                clock,
                new SimpleMeterRegistry());
        assertThat(watch.look()).noneMatch(gap -> gap.orderId().equals(id));
        clock.advance(Duration.ofMillis(5_001));
        assertThat(watch.look()).anyMatch(gap -> gap.orderId().equals(id));
        assertThat(watch.look()).noneMatch(gap -> gap.orderId().equals(id));
        Awaitility.await()
                .untilAsserted(() -> assertThat(view.find(new OrderId(id)))
                        .isNotNull()
                        .satisfies(document -> assertThat(document.version()).isEqualTo(2)));
        assertThat(held(id)).isZero();
    }

    @Test
    void theViewIsTheFoldOfTheLog() {
        String customer = newCustomer();
        UUID id = placed(customer);
        OrderDocument fold = OrderDocument.of(store.load(new OrderId(id)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(view.find(new OrderId(id))).isEqualTo(fold));
    }

    private static IncomingMessage placed(UUID id) {
        Money price = new Money(500, "EUR");
        OrderPlaced body = new OrderPlaced(
                id,
                "view-customer",
                List.of(new OrderItem("SKU-1", "One", 1, price, price)),
                price,
                "pm_card_ok",
                new Sealed("k", "bm9uY2U=", "Y2lwaGVy"),
                PLACED_AT);
        return Incoming.event(Topics.ORDER_EVENTS, id.toString(), body, 1, PLACED_AT);
    }

    private static IncomingMessage cancelRequested(UUID id, long version) {
        Instant at = PLACED_AT.plusSeconds(1);
        return Incoming.event(Topics.ORDER_EVENTS, id.toString(), new OrderCancelRequested(id, at), version, at);
    }

    private static IncomingMessage confirmed(UUID id, long version) {
        Instant at = PLACED_AT.plusSeconds(9);
        return Incoming.event(
                Topics.ORDER_EVENTS, id.toString(), new OrderConfirmed(id, PAID, SHIPPED, at), version, at);
    }

    private static IncomingMessage charged(UUID id, long version) {
        return Incoming.event(
                Topics.PAYMENT_EVENTS,
                id.toString(),
                new PaymentCharged(id, PAID.id(), new Money(500, "EUR")),
                version,
                PLACED_AT.plusSeconds(2));
    }

    private static IncomingMessage refunded(UUID id, long version) {
        return Incoming.event(
                Topics.PAYMENT_EVENTS,
                id.toString(),
                new PaymentRefunded(id, PAID.id(), new Money(500, "EUR")),
                version,
                PLACED_AT.plusSeconds(4));
    }

    /** Each message once or twice, in any order. */
    private static List<IncomingMessage> shuffled(List<IncomingMessage> messages, Random random) {
        List<IncomingMessage> all = new ArrayList<>(messages);
        messages.stream().filter(message -> random.nextBoolean()).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    private static List<List<IncomingMessage>> split(List<IncomingMessage> messages, Random random) {
        int cut = random.nextInt(messages.size() + 1);
        return List.of(messages.subList(0, cut), messages.subList(cut, messages.size()));
    }

    private static void run(BatchRunner<?> runner, List<IncomingMessage> messages) {
        try {
            if (!messages.isEmpty()) {
                runner.run(messages);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long held(UUID id) {
        return jdbc.queryForObject("SELECT count(*) FROM held WHERE order_id = ?", Long.class, id);
    }
}
