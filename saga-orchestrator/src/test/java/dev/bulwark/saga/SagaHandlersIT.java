package dev.bulwark.saga;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.StockRefused;
import dev.bulwark.contracts.inventory.StockReleased;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.contracts.order.ConfirmRefused;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.PaymentFacts;
import dev.bulwark.contracts.order.ShipmentFacts;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.contracts.saga.CommandParked;
import dev.bulwark.contracts.saga.CommandUnparked;
import dev.bulwark.contracts.shipping.ShipmentCancelled;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.Step;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.StatementCount;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SagaHandlersIT extends SagaServiceIT {

    private static final int BATCH = 500;
    private static final int MAX_STATEMENTS = 12;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Test
    void anOrderGoesAllTheWay() {
        UUID order = placeOrder();
        answers(answer(order, Step.STOCK, new StockReserved(order)));
        answers(answer(order, Step.PAYMENT, charged(order)));
        answers(answer(order, Step.SHIPMENT, scheduled(order)));
        answers(answer(order, Step.ORDER, confirmed(order)));

        assertPhase(order, Phase.CONFIRMED);
        assertThat(timeline(order).log())
                .extracting(LogEntry::phase)
                .containsExactly(
                        Phase.RESERVING_STOCK,
                        Phase.CHARGING_PAYMENT,
                        Phase.SCHEDULING_SHIPMENT,
                        Phase.CONFIRMING_ORDER,
                        Phase.CONFIRMED);
        await().untilAsserted(() -> assertThat(sent(Topics.ORDER_COMMANDS, order))
                .singleElement()
                .satisfies(record -> {
                    assertThat(type(record)).isEqualTo("order.confirm.v1");
                    assertThat(KafkaProbe.text(record)).contains("\"CHARGED\"", "\"T-1\"");
                }));
        assertThat(sent(Topics.PAYMENT_COMMANDS, order)).singleElement().satisfies(record -> {
            assertThat(KafkaProbe.header(record, MessageHeaders.SAGA)).isEqualTo(order.toString());
            assertThat(KafkaProbe.header(record, MessageHeaders.STEP)).isEqualTo(order + ":payment");
            assertThat(KafkaProbe.header(record, MessageHeaders.EXPIRY_TIME))
                    .isEqualTo(Long.toString(clock.instant().plusSeconds(30).toEpochMilli()));
            assertThat(KafkaProbe.text(record)).contains("\"amount\":19485", "\"pm_card_ok\"", "\"alice\"");
        });
        assertThat(sent(Topics.SHIPPING_COMMANDS, order))
                .singleElement()
                .satisfies(record -> assertThat(KafkaProbe.text(record)).contains("\"units\":3", "\"c2VhbGVk\""));
    }

    @Test
    void aRefusedPaymentIsUndoneAndTheOrderToldWhy() {
        UUID order = placeOrder();
        answers(
                answer(order, Step.STOCK, new StockReserved(order)),
                answer(order, Step.PAYMENT, new PaymentRefused(order, UUID.randomUUID(), "card_declined", null)),
                answer(order, Step.STOCK, new StockReleased(order)));

        assertPhase(order, Phase.REJECTING_ORDER);
        await().untilAsserted(() -> assertThat(sent(Topics.ORDER_COMMANDS, order))
                .singleElement()
                .satisfies(record -> assertThat(KafkaProbe.text(record))
                        .contains("\"step\":\"payment\"", "\"code\":\"card_declined\"", "\"status\":\"REFUSED\"")));
        assertThat(sent(Topics.INVENTORY_COMMANDS, order))
                .extracting(SagaServiceIT::type)
                .containsExactly("inventory.reserve-stock.v1", "inventory.release-stock.v1");
    }

    @Test
    void aCancelRequestUndoesEverythingAndEndsInCancellation() {
        UUID order = placeOrder();
        answers(
                answer(order, Step.STOCK, new StockReserved(order)),
                answer(order, Step.PAYMENT, charged(order)),
                answer(order, Step.SHIPMENT, scheduled(order)));
        orders(messages.event(
                Topics.ORDER_EVENTS, order.toString(), new OrderCancelRequested(order, clock.instant()), 2, null));
        assertPhase(order, Phase.CONFIRMING_ORDER);
        answers(
                answer(order, Step.ORDER, new ConfirmRefused(order, "cancel_requested")),
                answer(order, Step.SHIPMENT, new ShipmentCancelled(order, null)),
                answer(order, Step.PAYMENT, new PaymentRefunded(order, null, null)),
                answer(order, Step.STOCK, new StockReleased(order)),
                answer(order, Step.ORDER, new OrderCancelled(order, null, null, clock.instant())));
        assertPhase(order, Phase.CANCELLED);
    }

    @Test
    void aParkedCommandMakesItsSagaStuckAtOnceUntilItsAnswerComes() {
        double parkedBefore = becameStuck();
        UUID order = placeOrder();
        answers(answer(order, Step.STOCK, new StockReserved(order)), parkedCharge(order, "payment-commands-1", "why"));

        SagaQueries.Overview stuck = timeline(order).saga();
        assertThat(stuck.phase()).isEqualTo(Phase.CHARGING_PAYMENT);
        assertThat(stuck.stuckReason())
                .isEqualTo("payment.charge.v1 is parked at payments as dead letter payment-commands-1: why");
        assertThat(stuck.dueAt()).isNull();
        assertThat(queries.list(new SagaQueries.Filter(Set.of(), true, null, 50)))
                .extracting(SagaQueries.Overview::id)
                .contains(order);
        assertThat(becameStuck()).isEqualTo(parkedBefore + 1);

        answers(parkedCharge(order, "payment-commands-2", null));
        assertThat(timeline(order).saga().stuckReason()).contains("payment-commands-1");

        answers(answer(order, Step.PAYMENT, charged(order)));
        assertPhase(order, Phase.SCHEDULING_SHIPMENT);
        assertThat(timeline(order).saga().stuckReason()).isNull();
        assertThat(timeline(order).saga().dueAt()).isNotNull();
        assertThat(freedAt(order)).isEqualTo(clock.instant());
        answers(answer(order, Step.SHIPMENT, scheduled(order)));
        assertThat(freedAt(order)).as("what it did afterwards").isEqualTo(clock.instant());
    }

    private java.time.Instant freedAt(UUID order) {
        return jdbc.sql("SELECT freed_at FROM saga WHERE id = ?")
                .param(order)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void aSagaThatWasStuckIsLookedAtAgainOnceItsCommandIsUnparked() {
        UUID order = placeOrder();
        answers(answer(order, Step.STOCK, new StockReserved(order)), parkedCharge(order, "payment-commands-1", "why"));
        answers(unparkedCharge(order, "payment-commands-9"));
        assertThat(timeline(order).saga().stuckReason()).as("another letter").isNotNull();

        answers(unparkedCharge(order, "payment-commands-1"));

        assertThat(timeline(order).saga().stuckReason()).isNull();
        assertThat(timeline(order).saga().dueAt()).isNotNull();
        assertThat(timeline(order).log()).last().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(Decision.Kind.RESUMED);
            assertThat(entry.detail()).isEqualTo("payment-commands-1 was discarded");
        });
        answers(parkedCharge(order, "payment-commands-9", null)); // overtaken by the report that it is gone
        assertThat(timeline(order).saga().stuckReason()).isNull();
    }

    private OutgoingMessage parkedCharge(UUID order, String letter, String cause) {
        String step = order + ":payment";
        return answer(
                order, Step.PAYMENT, new CommandParked(order, step, "payments", letter, "payment.charge.v1", cause));
    }

    private OutgoingMessage unparkedCharge(UUID order, String letter) {
        String step = order + ":payment";
        return answer(
                order,
                Step.PAYMENT,
                new CommandUnparked(order, step, "payments", letter, "payment.charge.v1", "DISCARDED"));
    }

    private double becameStuck() {
        return meters.get("bulwark.saga.became.stuck")
                .tag("cause", "parked")
                .counter()
                .count();
    }

    @Test
    void anOrderPublishedTwiceHasOneSaga() {
        UUID order = placeOrder();
        orders(event(placed(order)), event(placed(order)));
        assertThat(timeline(order).log())
                .extracting(LogEntry::kind)
                .containsExactly(Decision.Kind.MOVED, Decision.Kind.LATE, Decision.Kind.LATE);
        await().untilAsserted(
                        () -> assertThat(sent(Topics.INVENTORY_COMMANDS, order)).hasSize(1));
    }

    @Test
    void lateAnswersLeaveAnEndedSagaAlone() {
        UUID order = placeOrder();
        answers(
                answer(order, Step.STOCK, new StockReserved(order)),
                answer(order, Step.PAYMENT, charged(order)),
                answer(order, Step.SHIPMENT, scheduled(order)),
                answer(order, Step.ORDER, confirmed(order)));
        SagaQueries.Timeline before = timeline(order);
        answers(answer(order, Step.PAYMENT, charged(order)), answer(order, Step.STOCK, new StockReserved(order)));
        assertThat(timeline(order)).isEqualTo(before);
    }

    @Test
    void anAnswerForNoSagaIsPassedOver() {
        UUID order = UUID.randomUUID();
        answers(answer(order, Step.STOCK, new StockReserved(order)));
        assertThat(queries.timeline(order)).isEmpty();
        assertThat(parked(order)).isZero();
    }

    @Test
    void aContradictionIsParkedAndItsNeighboursGoOn() {
        UUID undone = placeOrder();
        UUID neighbour = placeOrder();
        answers(answer(undone, Step.STOCK, new StockRefused(undone, "out_of_stock", null)));
        answers(
                answer(undone, Step.ORDER, confirmed(undone)),
                answer(neighbour, Step.STOCK, new StockReserved(neighbour)));
        assertThat(parked(undone)).isEqualTo(1);
        assertPhase(undone, Phase.REJECTING_ORDER);
        assertPhase(neighbour, Phase.CHARGING_PAYMENT);
    }

    @Test
    void anAnswerForAnotherSagaIsParked() {
        UUID order = placeOrder();
        String id = order.toString();
        answers(messages.reply(
                Topics.SAGA_REPLIES,
                id,
                new StockReserved(order),
                UUID.randomUUID().toString(),
                id + ":stock",
                null));
        assertThat(parked(order)).isEqualTo(1);
    }

    @Test
    void aBatchOfFiveHundredIsOneTransactionOfAHandfulOfStatements() {
        List<UUID> orders = Stream.generate(UUID::randomUUID).limit(BATCH).toList();
        List<OutgoingMessage> events =
                orders.stream().map(id -> event(placed(id))).toList();
        List<OutgoingMessage> reserved = orders.stream()
                .map(id -> answer(id, Step.STOCK, new StockReserved(id)))
                .toList();
        StatementCount count = StatementCount.on(database)
                .ignoring(query -> query.contains("relay_lease") || query.contains("FROM outbox"));
        run("saga-order-events", events);
        assertThat(count.statements()).as("%s", count).isLessThanOrEqualTo(MAX_STATEMENTS);
        count.reset();
        run("saga-replies", reserved);
        assertThat(count.statements()).as("%s", count).isLessThanOrEqualTo(MAX_STATEMENTS);
        assertThat(inPhase(orders, Phase.CHARGING_PAYMENT)).isEqualTo(BATCH);
    }

    @Test
    void aWholeSagaInOneBatchIsTheSameAsInMany() {
        UUID order = placeOrder();
        answers(Stream.of(
                        answer(order, Step.STOCK, new StockReserved(order)),
                        answer(order, Step.PAYMENT, charged(order)),
                        answer(order, Step.SHIPMENT, scheduled(order)),
                        answer(order, Step.ORDER, confirmed(order)))
                .toArray(OutgoingMessage[]::new));
        assertThat(timeline(order).log())
                .extracting(LogEntry::seq)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5).boxed().toList());
        assertPhase(order, Phase.CONFIRMED);
    }

    @Test
    void answersMoveTheDueTimeOnAndLeaveTheIndexedLookAlone() {
        List<UUID> orders = Stream.generate(UUID::randomUUID).limit(10).toList();
        run("saga-order-events", orders.stream().map(id -> event(placed(id))).toList());
        answers(orders.stream()
                .map(id -> answer(id, Step.STOCK, new StockReserved(id)))
                .toArray(OutgoingMessage[]::new));
        clock.advance(java.time.Duration.ofSeconds(1));
        answers(orders.stream().map(id -> answer(id, Step.PAYMENT, charged(id))).toArray(OutgoingMessage[]::new));
        assertThat(jdbc.sql("""
                                SELECT count(*) FROM saga
                                 WHERE id IN (:ids) AND look_at = started_at + interval '5 s'
                                   AND due_at = asked_at + interval '5 s' AND asked_at > started_at
                                """).param("ids", orders).query(Integer.class).single())
                .isEqualTo(10);
    }

    private int inPhase(List<UUID> orders, Phase phase) {
        return jdbc.sql("SELECT count(*) FROM saga WHERE id IN (:ids) AND phase = :phase")
                .param("ids", orders)
                .param("phase", phase.name())
                .query(Integer.class)
                .single();
    }

    private int parked(UUID order) {
        return jdbc.sql("SELECT count(*) FROM dead_letter WHERE key = ?")
                .param(order.toString())
                .query(Integer.class)
                .single();
    }

    private static PaymentCharged charged(UUID order) {
        return new PaymentCharged(order, UUID.randomUUID(), new dev.bulwark.contracts.Money(19_485, "EUR"));
    }

    private static ShipmentScheduled scheduled(UUID order) {
        return new ShipmentScheduled(order, UUID.randomUUID(), "LX", "T-1", LocalDate.of(2026, 1, 7));
    }

    private OrderConfirmed confirmed(UUID order) {
        return new OrderConfirmed(
                order,
                new PaymentFacts(UUID.randomUUID(), "CHARGED", null),
                new ShipmentFacts(UUID.randomUUID(), "SCHEDULED", "LX", "T-1", null),
                clock.instant());
    }
}
