package dev.bulwark.saga;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.inventory.StockRefused;
import dev.bulwark.contracts.inventory.StockReserved;
import dev.bulwark.saga.domain.Step;
import dev.bulwark.testing.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SagaOpsIT extends SagaServiceIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void theTimelineShowsStepsAttemptsMessagesAndWhatItWaitsFor() throws Exception {
        UUID order = placeOrder();
        var answer = answer(order, Step.STOCK, new StockReserved(order));
        clock.advance(java.time.Duration.ofMillis(120));
        answers(answer);

        JsonNode body = json(get("/ops/sagas/" + order, operator()), 200);
        assertThat(body.at("/saga/status").asString()).isEqualTo("RUNNING");
        assertThat(body.at("/saga/step").asString()).isEqualTo("payment");
        assertThat(body.at("/waitsFor").asString())
                .startsWith("the answer of payment to attempt 1 of charging payment, asked for since ");
        assertThat(body.at("/waiting/step").asString()).isEqualTo("payment");
        assertThat(body.at("/waiting/participant").asString()).isEqualTo("payment");
        assertThat(body.at("/waiting/attempt").asInt()).isEqualTo(1);
        assertThat(Instant.parse(body.at("/waiting/since").asString())).isEqualTo(clock.instant());
        assertThat(Instant.parse(body.at("/waiting/nextAttemptAt").asString()))
                .isEqualTo(clock.instant().plusSeconds(5));
        assertThat(body.at("/interventions"))
                .singleElement()
                .satisfies(one -> assertThat(one.asString()).isEqualTo("compensate"));
        assertThat(body.at("/steps/0/step").asString()).isEqualTo("stock");
        assertThat(body.at("/steps/0/durationMillis").asLong()).isEqualTo(120);
        assertThat(body.at("/steps/0/endedBy").asString()).isEqualTo("STOCK_RESERVED");
        assertThat(body.at("/steps/0/messageId").asString())
                .isEqualTo(answer.id().toString());
        assertThat(body.at("/steps/0/sent")).hasSize(1);
        assertThat(body.at("/steps/1/endedBy").isMissingNode()).isTrue();
        assertThat(body.at("/log")).hasSize(2);
    }

    @Test
    void sagasAreListedNewestFirstByPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            placeOrder();
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 2; page++) {
            JsonNode body = json(get("/ops/sagas?limit=2&status=running" + cursor, operator()), 200);
            body.at("/items").forEach(item -> seen.add(item.at("/id").asString()));
            cursor = "&cursor=" + body.at("/nextCursor").asString();
        }
        assertThat(seen).hasSize(4).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void sagasAreListedByStatus() throws Exception {
        UUID undone = placeOrder();
        answers(answer(undone, Step.STOCK, new StockRefused(undone, "out_of_stock", null)));
        JsonNode body = json(get("/ops/sagas?status=UNDOING&stuck=false&limit=100", operator()), 200);
        JsonNode found = null;
        for (JsonNode item : body.at("/items")) {
            assertThat(item.at("/status").asString()).isEqualTo("UNDOING");
            found = item.at("/id").asString().equals(undone.toString()) ? item : found;
        }
        assertThat(found).isNotNull();
        assertThat(found.at("/reason/step").asString()).isEqualTo("inventory");
        assertThat(found.at("/reason/code").asString()).isEqualTo("out_of_stock");
    }

    @ParameterizedTest
    @CsvSource({
        "status=sideways, /status",
        "status=, /status",
        "stuck=maybe, /stuck",
        "limit=0, /limit",
        "limit=101, /limit",
        "limit=-1, /limit",
        "limit=many, /limit",
        "limit=99999999999, /limit",
        "cursor=x, /cursor",
        "cursor=1-1-1-1-1, /cursor",
        "cursor=, /cursor",
    })
    void aFilterThatMakesNoSenseIsRefusedByName(String query, String pointer) throws Exception {
        JsonNode problem = json(get("/ops/sagas?" + query, operator()), 400);
        assertThat(problem.at("/type").asString()).isEqualTo("/problems/validation");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void whatIsNoSagaIsNotFound() throws Exception {
        json(get("/ops/sagas/" + UUID.randomUUID(), operator()), 404);
        json(get("/ops/sagas/x", operator()), 404);
    }

    @Test
    void onlyOperatorsSeeSagas() throws Exception {
        json(get("/ops/sagas", null), 401);
        json(get("/ops/sagas", TestTokens.shared().customer("alice")), 403);
    }

    private static String operator() {
        return TestTokens.shared().scoped("operator", "ops");
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.body());
    }
}
