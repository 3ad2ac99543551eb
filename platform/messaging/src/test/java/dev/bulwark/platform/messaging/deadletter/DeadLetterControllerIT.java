package dev.bulwark.platform.messaging.deadletter;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DeadLetterControllerIT extends DeadLetterSuite {

    @Autowired
    private MeterRegistry meters;

    @Test
    void aListTellsWhatIsParkedAndWhy() {
        List<IncomingMessage> parked = parked(key, 2);

        List<JsonNode> items = list(key);

        JsonNode first = items.getFirst();
        assertThat(first.path("id").asString()).startsWith("steps-");
        assertThat(first.path("consumer").asString()).isEqualTo("steps");
        assertThat(first.path("key").asString()).isEqualTo(key);
        assertThat(first.path("messageId").asString())
                .isEqualTo(parked.getFirst().id().toString());
        assertThat(first.path("type").asString()).isEqualTo("inventory.release-stock.v1");
        assertThat(first.path("topic").asString()).isEqualTo(Topics.INVENTORY_COMMANDS);
        assertThat(first.path("cause").asString()).contains("poison");
        assertThat(first.path("parkedAt").asString()).endsWith("Z");
        assertThat(first.path("failedRedrives").asInt()).isZero();
        assertThat(items.get(1).has("cause"))
                .as("it waits behind the other, and says so by having no cause")
                .isFalse();
    }

    @Test
    void pagesShowEachMessageOnceOverBothDatabases() {
        parked("a-" + key, 3);
        List<IncomingMessage> inView = messages("b-" + key, 3);
        view.handler().poison.add(inView.getFirst().id());
        run(viewRunner(), inView);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = call("GET", "?limit=2" + cursor, null).expect(200);
            assertThat(page.path("items").size()).isBetween(1, 2);
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : null;
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates();
        Set<String> ofThisTest = new HashSet<>();
        list("a-" + key).forEach(item -> ofThisTest.add(item.path("id").asString()));
        list("b-" + key).forEach(item -> ofThisTest.add(item.path("id").asString()));
        assertThat(ofThisTest).hasSize(6);
        assertThat(seen).containsAll(ofThisTest);
        JsonNode onlyView = call("GET", "?consumer=steps-view&limit=100", null).expect(200);
        assertThat(onlyView.path("items")
                        .valueStream()
                        .map(item -> item.path("consumer").asString()))
                .isNotEmpty()
                .containsOnly("steps-view");
    }

    @Test
    void oneIsShownWithHeadersPayloadAndItsPlace() {
        List<IncomingMessage> parked = parked(key, 3);
        String second = list(key).get(1).path("id").asString();

        JsonNode detail = call("GET", "/" + second, null).expect(200);

        assertThat(detail.path("id").asString()).isEqualTo(second);
        assertThat(detail.path("position").asInt()).isEqualTo(2);
        assertThat(detail.path("keyLength").asInt()).isEqualTo(3);
        assertThat(detail.path("headers").path("ce_id").asString())
                .isEqualTo(parked.get(1).id().toString());
        assertThat(detail.path("headers").path("bulwark_step").asString()).isEqualTo("saga:stock");
        assertThat(detail.path("payloadEncoding").asString()).isEqualTo("text");
        assertThat(detail.path("payload").asString()).startsWith("{\"orderId\":");
    }

    @Test
    void bytesThatAreNoTextAreShownInBase64() {
        byte[] noText = {(byte) 0xFF, 0, 1, 2};
        try (KafkaProbe probe = Servers.kafka().probe()) {
            probe.send(Topics.INVENTORY_COMMANDS, key, noText, Map.of("ce_type", "inventory.release-stock.v1"));
        }
        await().atMost(PATIENCE).until(() -> list(key).size() == 1);

        JsonNode detail = call("GET", "/" + list(key).getFirst().path("id").asString(), null)
                .expect(200);

        assertThat(detail.path("payloadEncoding").asString()).isEqualTo("base64");
        assertThat(Base64.getDecoder().decode(detail.path("payload").asString()))
                .isEqualTo(noText);
        assertThat(detail.path("payloadBytes").asInt()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3} {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "GET    | ?limit=0                   | -                                       | 400 | /limit",
                "GET    | ?limit=101                 | -                                       | 400 | /limit",
                "GET    | ?limit=many                | -                                       | 400 | /limit",
                "GET    | ?cursor=17                 | -                                       | 400 | /cursor",
                "GET    | ?consumer=nobody           | -                                       | 400 | /consumer",
                "GET    | ?key=                      | -                                       | 400 | /key",
                "GET    | ?key=%00                   | -                                       | 400 | -",
                "GET    | /steps-987654321           | -                                       | 404 | -",
                "GET    | /nonsense                  | -                                       | 404 | -",
                "DELETE | /steps-987654321?reason=no | -                                       | 404 | -",
                "DELETE | /steps-987654321           | -                                       | 400 | /reason",
                "DELETE | /steps-987654321           | {'reason':'  '}                         | 400 | /reason",
                "DELETE | /steps-987654321           | {'why':'no'}                            | 400 | /why",
                "POST   | /redrive                   | -                                       | 400 | -",
                "POST   | /redrive                   | {}                                      | 400 | /max",
                "POST   | /redrive                   | {'max':0}                               | 400 | /max",
                "POST   | /redrive                   | {'max':1001}                            | 400 | /max",
                "POST   | /redrive                   | {'max':1,'consumer':'nobody'}           | 400 | /consumer",
                "POST   | /redrive                   | {'max':1,'key':''}                      | 400 | /key",
                "POST   | /redrive                   | {'ids':[]}                              | 400 | /ids",
                "POST   | /redrive                   | {'ids':['what?']}                       | 400 | /ids/0",
                "POST   | /redrive                   | {'ids':[null]}                          | 400 | /ids/0",
                "POST   | /redrive                   | {'ids':['steps-1'],'key':'a'}           | 400 | /ids",
                "POST   | /redrive                   | {'ids':['steps-987654321']}             | 422 | /ids/0",
                "POST   | /redrive                   | {'max':1,'dryRun':'yes'}                | 400 | /dryRun",
                "PUT    | /redrive                   | {'max':1}                               | 405 | -"
            })
    void whatMakesNoSenseIsRefusedAndSaysWhere(String method, String path, String json, int status, String pointer) {
        Answer answer = call(method, path, json == null ? null : json.replace('\'', '"'));

        JsonNode problem = answer.expect(status);
        assertThat(problem.path("type").asString()).startsWith("/problems/");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        if (pointer != null) {
            assertThat(problem.path("errors")
                            .valueStream()
                            .map(error -> error.path("pointer").asString()))
                    .containsExactly(pointer);
        }
    }

    @Test
    void onlyOperatorsMayLookOrAct() {
        String alice = "Bearer " + TestTokens.shared().customer("alice");
        send(request("GET", PATH, null).setHeader("Authorization", alice)).expect(403);
        send(request("POST", PATH + "/redrive", "{\"max\":1}").setHeader("Authorization", alice))
                .expect(403);
        send(request("DELETE", PATH + "/steps-1?reason=x", null).setHeader("Authorization", alice))
                .expect(403);
    }

    @Test
    void aMeterCountsWhatIsParkedByConsumer() {
        parked(key, 3);
        int parked = jdbc.queryForObject("SELECT count(*) FROM dead_letter WHERE consumer = 'steps'", Integer.class);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meters.get("bulwark.deadletter.pending")
                                .tag("consumer", "steps")
                                .gauge()
                                .value())
                        .isEqualTo(parked));
        assertThat(meters.get("bulwark.deadletter.pending")
                        .tag("consumer", "steps-view")
                        .gauge()
                        .value())
                .isNotNegative();
    }
}
