package dev.bulwark.saga;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.StockReleased;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.contracts.order.Rejection;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Intervention;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.SagaInput;
import dev.bulwark.saga.domain.Step;
import dev.bulwark.saga.domain.Trigger;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InterventionIT extends SagaServiceIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String WHY = "inventory lost the message, see ticket 4711";
    private static final String BODY = "{\"reason\":\"" + WHY + "\"}";
    private static final int ROUNDS = 20;

    @Autowired
    OrderSagas sagas;

    @Autowired
    SagaProperties properties;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    @AfterEach
    void forgetOtherSagas() {
        jdbc.sql("UPDATE saga SET look_at = NULL, due_at = NULL WHERE ended_at IS NULL")
                .update();
    }

    @Test
    void aStuckSagaIsTriedAgainAndTheTimelineSaysWhoAndWhy() throws Exception {
        UUID order = stuckReleasing();
        double before = counted("retry");
        JsonNode timeline = json(post(order, "retry", BODY), 200);

        assertThat(timeline.at("/saga/stuck").asBoolean()).isFalse();
        assertThat(timeline.at("/waiting/attempt").asInt()).isEqualTo(1);
        JsonNode last = timeline.at("/log").get(timeline.at("/log").size() - 1);
        assertThat(last.at("/cause").asString()).isEqualTo("RETRY_ASKED");
        assertThat(last.at("/kind").asString()).isEqualTo("RESENT");
        assertThat(last.at("/operator").asString()).isEqualTo("operator");
        assertThat(last.at("/reason").asString()).isEqualTo(WHY);
        assertThat(last.at("/at").asString()).isNotBlank();
        assertThat(counted("retry")).isEqualTo(before + 1);
        await().untilAsserted(() -> assertThat(sent(Topics.INVENTORY_COMMANDS, order))
                .extracting(SagaServiceIT::type)
                .filteredOn("inventory.release-stock.v1"::equals)
                .hasSize(properties.stuckAfterAttempts() + 1));

        JsonNode again = json(post(order, "retry", BODY), 409);
        assertThat(again.at("/type").asString()).isEqualTo("/problems/intervention-refused");
        assertThat(again.at("/allowed")).isEmpty();
        answers(answer(order, Step.STOCK, new StockReleased(order)));
        assertPhase(order, Phase.REJECTING_ORDER);
    }

    @Test
    void anAdvancingSagaIsUndoneAndTheCustomerIsNotToldTheOperatorsWords() throws Exception {
        UUID order = placeOrder();
        answers(answer(order, Step.STOCK, new StockReserved(order)));
        assertThat(json(post(order, "compensate", BODY), 200).at("/saga/phase").asString())
                .isEqualTo("REFUNDING_PAYMENT");
        json(post(order, "compensate", BODY), 409);
        answers(
                answer(order, Step.PAYMENT, new PaymentRefunded(order, null, null)),
                answer(order, Step.STOCK, new StockReleased(order)));
        await().untilAsserted(() -> assertThat(sent(Topics.ORDER_COMMANDS, order))
                .singleElement()
                .satisfies(record -> assertThat(KafkaProbe.text(record))
                        .contains("\"code\":\"undone_by_operator\"", "\"step\":\"payment\"")
                        .doesNotContain("4711")));
    }

    @Test
    void anAbandonedSagaEndsRejectedAndWhatComesLaterMovesNothing() throws Exception {
        UUID order = stuckReleasing();
        JsonNode timeline = json(post(order, "abandon", BODY), 200);
        assertThat(timeline.at("/saga/reason/code").asString()).isEqualTo("abandoned");
        json(post(order, "abandon", BODY), 409);
        await().untilAsserted(() -> assertThat(sent(Topics.ORDER_COMMANDS, order))
                .singleElement()
                .satisfies(record -> assertThat(KafkaProbe.text(record))
                        .contains("\"code\":\"abandoned\"", "\"step\":\"inventory\"")
                        .doesNotContain("4711")));
        answers(
                answer(order, Step.STOCK, new StockReleased(order)),
                answer(
                        order,
                        Step.ORDER,
                        new OrderRejected(
                                order, new Rejection("inventory", "abandoned", null), null, null, clock.instant())));
        assertPhase(order, Phase.REJECTED);
        JsonNode refused = json(post(order, "compensate", BODY), 409);
        assertThat(refused.at("/detail").asString())
                .contains("The saga is REJECTED", "allows no intervention", "while stuck in CANCELLING_SHIPMENT");
        assertThat(refused.at("/phase").asString()).isEqualTo("REJECTED");
    }

    @Test
    void aRefusalSaysWhatTheSagaAllows() throws Exception {
        UUID order = placeOrder();
        JsonNode refused = json(post(order, "retry", BODY), 409);
        assertThat(refused.at("/allowed"))
                .singleElement()
                .satisfies(one -> assertThat(one.asString()).isEqualTo("compensate"));
        assertThat(refused.at("/stuck").asBoolean()).isFalse();
        assertThat(timeline(order).log()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"reason\":null}",
                "{\"reason\":\"\"}",
                "{\"reason\":\" \\n\"}",
                "{\"reason\":7}",
                "{\"reason\":[\"x\"]}",
                "{\"reason\":\"a\\u0000b\"}",
                "{\"reason\":\"x\",\"more\":1}",
                "{\"reason\":",
                "[]",
                "\"x\""
            })
    void withoutAUsableReasonNothingIsDone(String body) throws Exception {
        UUID order = placeOrder();
        for (String what : List.of("retry", "compensate", "abandon")) {
            JsonNode problem = json(post(order, what, body), 400);
            assertThat(problem.at("/type").asString()).startsWith("/problems/");
        }
        assertPhase(order, Phase.RESERVING_STOCK);
    }

    @Test
    void aReasonHasAnEnd() throws Exception {
        UUID order = placeOrder();
        JsonNode problem = json(post(order, "compensate", "{\"reason\":\"" + "x".repeat(1_001) + "\"}"), 400);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/reason");
        json(post(order, "compensate", "{\"reason\":\"" + "x".repeat(1_000) + "\"}"), 200);
    }

    @Test
    void whatIsNoSagaIsNotFoundAndOnlyOperatorsIntervene() throws Exception {
        json(post(UUID.randomUUID(), "retry", BODY), 404);
        json(post("/ops/sagas/x/retry", BODY, operator()), 404);
        UUID order = placeOrder();
        json(post(order, "forget", BODY), 404);
        String path = "/ops/sagas/" + order + "/compensate";
        json(post(path, BODY, null), 401);
        json(post(path, BODY, TestTokens.shared().customer("alice")), 403);
        assertPhase(order, Phase.RESERVING_STOCK);
    }

    @Test
    void ofTwoClicksAtOnceOneCounts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            UUID order = placeOrder();
            List<CompletableFuture<HttpResponse<String>>> clicks = Stream.of(1, 2, 3)
                    .map(click -> elsewhere(order, "compensate"))
                    .toList();
            List<Integer> statuses = clicks.stream()
                    .map(click -> click.join().statusCode())
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(200, 409, 409);
            assertThat(causes(order)).containsExactly(Trigger.ORDER_PLACED, Trigger.COMPENSATION_ASKED);
        }
    }

    @Test
    void anInterventionThatWaitsForAnAnswerSeesWhatTheAnswerDid() throws Exception {
        UUID order = stuckReleasing();
        CompletableFuture<HttpResponse<String>> asked = new TransactionTemplate(transactions).execute(status -> {
            SagaBatch batch = sagas.load(List.of(order));
            var abandon = elsewhere(order, "abandon");
            awaitSomebodyWaitingForTheRow();
            sagas.hear(batch, order, new SagaMessage(new SagaInput.StockReleased(), UUID.randomUUID(), null));
            sagas.save(batch);
            return abandon;
        });
        assertThat(asked.join().statusCode()).isEqualTo(409);
        assertPhase(order, Phase.REJECTING_ORDER);
        assertThat(timeline(order).saga().ending().code()).isEqualTo("card_declined");
    }

    @Test
    void anAnswerThatWaitsForAnInterventionSeesWhatItDid() {
        UUID order = stuckReleasing();
        CompletableFuture<Void> answered = new TransactionTemplate(transactions).execute(status -> {
            SagaBatch batch = sagas.load(List.of(order));
            Decision decision =
                    sagas.intervene(batch, order, Intervention.ABANDON, new OperatorNote("operator", WHY), null);
            CompletableFuture<Void> answer = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                try {
                    answers(answer(order, Step.STOCK, new StockReleased(order)));
                    answer.complete(null);
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
            awaitSomebodyWaitingForTheRow();
            sagas.save(batch);
            assertThat(decision.kind()).isEqualTo(Decision.Kind.MOVED);
            return answer;
        });
        answered.join();
        assertThat(timeline(order).saga().ending().code()).isEqualTo("abandoned");
        assertThat(timeline(order).log().getLast().kind()).isEqualTo(Decision.Kind.LATE);
    }

    @Test
    void whoeverComesFirstAnInterventionAndAnAnswerMakeOneStory() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            UUID order = placeOrder();
            answers(answer(order, Step.STOCK, new StockReserved(order)));
            var click = elsewhere(order, "compensate");
            answers(answer(order, Step.PAYMENT, new PaymentRefused(order, null, "card_declined", null)));
            int status = click.join().statusCode();

            SagaQueries.Timeline story = timeline(order);
            assertThat(story.log())
                    .extracting(LogEntry::seq)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 4)
                            .limit(status == 200 ? 4 : 3)
                            .boxed()
                            .toList());
            assertThat(causes(order).contains(Trigger.COMPENSATION_ASKED)).isEqualTo(status == 200);
            assertThat(story.saga().phase()).isEqualTo(status == 200 ? Phase.REFUNDING_PAYMENT : Phase.RELEASING_STOCK);
            assertThat(story.saga().ending().code()).isEqualTo(status == 200 ? "undone_by_operator" : "card_declined");
        }
    }

    /** Its stock is asked back as often as is sensible, and nobody answers. */
    private UUID stuckReleasing() {
        UUID order = placeOrder();
        answers(
                answer(order, Step.STOCK, new StockReserved(order)),
                answer(order, Step.PAYMENT, new PaymentRefused(order, null, "card_declined", null)));
        for (int attempt = 0; attempt < properties.stuckAfterAttempts(); attempt++) {
            clock.advance(properties.retryCap());
            new TransactionTemplate(transactions)
                    .executeWithoutResult(status -> sagas.fireTimers(clock.instant(), properties.timerBatch()));
        }
        assertThat(timeline(order).saga().stuckReason()).isNotNull();
        return order;
    }

    private List<Trigger> causes(UUID order) {
        return timeline(order).log().stream().map(LogEntry::cause).toList();
    }

    /** Awaitility asks on a thread, and so a connection, of its own. */
    private void awaitSomebodyWaitingForTheRow() {
        await().until(() -> jdbc.sql("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%saga%'
                        """).query(Integer.class).single() > 0);
    }

    private double counted(String intervention) {
        return meters.counter("bulwark.saga.interventions", "intervention", intervention)
                .count();
    }

    private CompletableFuture<HttpResponse<String>> elsewhere(UUID order, String what) {
        return HTTP.sendAsync(
                request("/ops/sagas/" + order + "/" + what, BODY, operator()), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(UUID order, String what, String body) throws IOException, InterruptedException {
        return post("/ops/sagas/" + order + "/" + what, body, operator());
    }

    private HttpResponse<String> post(String path, String body, @Nullable String token)
            throws IOException, InterruptedException {
        return HTTP.send(request(path, body, token), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .header("X-Timeout-Ms", "30000")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static String operator() {
        return TestTokens.shared().scoped("operator", "ops");
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.body());
    }
}
