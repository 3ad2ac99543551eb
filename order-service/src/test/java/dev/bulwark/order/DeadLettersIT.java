package dev.bulwark.order;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestTokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Dead letters of both databases under one path. */
class DeadLettersIT extends OrderServiceTestBase {

    private static final String PATH = "/ops/orders/dead-letters";

    @Test
    void whatTheViewParkedIsListedRedrivenAndDiscardedBesideWhatTheCommandsParked() {
        String key = UUID.randomUUID().toString();
        try (KafkaProbe probe = Servers.kafka().probe()) {
            probe.send(Topics.ORDER_EVENTS, key, "{", Map.of("ce_type", "order.placed.v1"));
            probe.send(Topics.ORDER_COMMANDS, key, "{", Map.of("ce_type", "order.confirm.v1"));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(consumers(key)).contains("order-view-order", "order-commands"));

        Answer redriven = ops("POST", "/redrive", "{\"key\":\"" + key + "\",\"max\":10}");
        assertThat(redriven.status()).as(redriven.toString()).isEqualTo(200);
        assertThat(redriven.json().path("failed").asInt())
                .isEqualTo(consumers(key).size());

        for (JsonNode letter : list(key)) {
            assertThat(letter.path("failedRedrives").asInt()).isEqualTo(1);
            Answer discarded =
                    ops("DELETE", "/" + letter.path("id").stringValue(), "{\"reason\":\"planted by a test\"}");
            assertThat(discarded.status()).as(discarded.toString()).isEqualTo(204);
        }
        assertThat(list(key)).isEmpty();
    }

    private List<String> consumers(String key) {
        return list(key).stream()
                .map(letter -> letter.path("consumer").stringValue())
                .toList();
    }

    private List<JsonNode> list(String key) {
        Answer answer = ops("GET", "?key=" + key, "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    private Answer ops(String method, String path, String body) {
        return sendAs(
                TestTokens.shared().scoped("operator", "ops"),
                PATH + path,
                Map.of("Content-Type", "application/json"),
                method,
                body);
    }
}
