package dev.bulwark.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.StockReleased;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Ending;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.Step;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.StatementCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SagaTimerIT extends SagaServiceIT {

    @Autowired
    OrderSagas sagas;

    @Autowired
    SagaStore store;

    @Autowired
    SagaMeters meters;

    @Autowired
    SagaProperties properties;

    @Autowired
    RepliesProgress brokersProgress;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    private Instant heardUpTo;
    private SagaTimer timer;

    @BeforeEach
    void takeTheTimer() {
        forgetOtherSagas();
        heardUpTo = Instant.MAX;
        timer = timer(() -> heardUpTo.isBefore(clock.instant()) ? heardUpTo : clock.instant());
    }

    @AfterEach
    void forgetOtherSagas() {
        jdbc.sql("UPDATE saga SET look_at = NULL, due_at = NULL WHERE ended_at IS NULL")
                .update();
    }

    @Test
    void anUnansweredActionIsSentAgainAndThenUndone() {
        UUID order = placeOrder();
        assertThat(timer.fireDue()).isZero();
        clock.advance(Duration.ofSeconds(5));
        assertThat(timer.fireDue()).isEqualTo(1);
        assertThat(timer.fireDue()).isZero();
        clock.advance(Duration.ofSeconds(10));
        timer.fireDue();
        assertThat(timeline(order).saga().attempt()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(15));
        timer.fireDue();
        SagaQueries.Overview saga = timeline(order).saga();
        assertThat(saga.phase()).isEqualTo(Phase.RELEASING_STOCK);
        assertThat(saga.ending()).isEqualTo(new Ending.Rejection(Step.STOCK, "timeout", "no answer within 30 s"));
        await().untilAsserted(() -> assertThat(sent(Topics.INVENTORY_COMMANDS, order))
                .extracting(SagaServiceIT::type)
                .containsExactly(
                        "inventory.reserve-stock.v1",
                        "inventory.reserve-stock.v1",
                        "inventory.reserve-stock.v1",
                        "inventory.release-stock.v1"));
    }

    @Test
    void noTimerFiresBeforeTheAnswersOfItsTimeAreHeard() {
        heardUpTo = clock.instant();
        UUID order = placeOrder();
        clock.advance(Duration.ofMinutes(2));
        assertThat(timer.fireDue()).isZero();
        assertThat(timeline(order).saga().attempt()).isEqualTo(1);

        answers(answer(order, Step.STOCK, new StockReserved(order)));
        heardUpTo = clock.instant();
        timer.fireDue();
        assertPhase(order, Phase.CHARGING_PAYMENT);
        assertThat(timeline(order).saga().attempt()).isEqualTo(1);
    }

    /** The timer was due at 5 s, and that far answers are heard; that its budget is spent by now is no reason to give up yet. */
    @Test
    void aBudgetThatRanOutIsSpentOnlyOnceTheAnswersOfItsTimeAreHeard() {
        UUID order = placeOrder();
        Instant asked = clock.instant();
        heardUpTo = asked.plusSeconds(6);
        clock.advance(Duration.ofSeconds(40));
        timer.fireDue();
        assertPhase(order, Phase.RESERVING_STOCK);
        assertThat(timeline(order).saga().attempt()).isEqualTo(1);
        assertThat(store.earliestLook()).isEqualTo(asked.plusSeconds(30));

        heardUpTo = asked.plusSeconds(30);
        timer.fireDue();
        assertPhase(order, Phase.RELEASING_STOCK);
    }

    @Test
    void aLookInVainIsPostponedToTheDueTime() {
        UUID order = placeOrder();
        clock.advance(Duration.ofSeconds(3));
        answers(answer(order, Step.STOCK, new StockReserved(order)));
        clock.advance(Duration.ofSeconds(2));
        assertThat(timer.fireDue()).isEqualTo(1);
        assertThat(timeline(order).saga().attempt()).isEqualTo(1);
        assertThat(store.earliestLook()).isEqualTo(timeline(order).saga().dueAt());
        assertThat(timer.fireDue()).isZero();
    }

    @Test
    void aCompensationWithoutAnAnswerGetsStuckAndALateAnswerFreesIt() {
        UUID order = placeOrder();
        clock.advance(Duration.ofSeconds(30));
        timer.fireDue();
        for (int i = 0; i < 3; i++) {
            clock.advance(properties.retryCap());
            timer.fireDue();
        }
        assertThat(timeline(order).saga().stuckReason()).contains("after 3 attempts");
        assertThat(timeline(order).log().getLast().kind()).isEqualTo(Decision.Kind.STUCK);
        assertThat(store.earliestLook()).isNull();
        assertThat(store.census().stuck()).isPositive();
        assertThat(queries.list(new SagaQueries.Filter(java.util.Set.of(), true, null, 100)))
                .extracting(SagaQueries.Overview::id)
                .contains(order);

        answers(answer(order, Step.STOCK, new StockReleased(order)));
        assertPhase(order, Phase.REJECTING_ORDER);
        assertThat(timeline(order).saga().stuckReason()).isNull();
        assertThat(store.earliestLook()).isNotNull();
    }

    @Test
    void manyTimersCostAHandfulOfStatements() {
        List<UUID> orders =
                java.util.stream.Stream.generate(UUID::randomUUID).limit(400).toList();
        run("saga-order-events", orders.stream().map(id -> event(placed(id))).toList());
        clock.advance(Duration.ofSeconds(5));
        StatementCount count = StatementCount.on(database)
                .ignoring(query -> query.contains("relay_lease") || query.contains("FROM outbox"));
        assertThat(timer.fireDue()).isEqualTo(400);
        assertThat(count.statements()).as("%s", count).isLessThanOrEqualTo(6);
    }

    @Test
    void whatAnotherTransactionHoldsIsLeftOut() {
        UUID held = placeOrder();
        UUID free = placeOrder();
        clock.advance(Duration.ofSeconds(5));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            store.lock(List.of(held));
            assertThat(elsewhere(() -> timer.fireDue())).isEqualTo(1);
        });
        assertThat(timeline(held).saga().attempt()).isEqualTo(1);
        assertThat(timeline(free).saga().attempt()).isEqualTo(2);
    }

    @Test
    void theBrokerSaysHowFarAnswersAreHeard() {
        UUID order = placeOrder();
        clock.advance(Duration.ofSeconds(6));
        Instant asked = clock.instant();
        await().untilAsserted(() -> {
            brokersProgress.heardUpTo();
            clock.advance(properties.settleAfterOutage());
            assertThat(brokersProgress.heardUpTo()).isAfterOrEqualTo(asked);
        });
        try (KafkaProbe probe = Servers.kafka().probe()) {
            var answer = answer(order, Step.STOCK, new StockReserved(order));
            probe.send(answer.topic(), answer.key(), answer.payload(), answer.headers());
        }
        Instant sent = clock.advance(Duration.ofMillis(1)).instant();
        await().untilAsserted(() -> assertThat(brokersProgress.heardUpTo()).isAfterOrEqualTo(sent));
        assertPhase(order, Phase.CHARGING_PAYMENT);
    }

    private SagaTimer timer(RepliesProgress progress) {
        return new SagaTimer(sagas, store, progress, new TransactionTemplate(transactions), meters, properties, clock);
    }

    private static int elsewhere(java.util.function.IntSupplier work) {
        return java.util.concurrent.CompletableFuture.supplyAsync(work::getAsInt)
                .join();
    }
}
