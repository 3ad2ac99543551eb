package dev.bulwark.platform.http.idempotency;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyAuditIT extends SampleService {

    @Autowired
    private JdbcClient jdbc;

    private String prefix;

    @BeforeEach
    void chooseNames() {
        prefix = UUID.randomUUID().toString();
        jdbc.sql("DELETE FROM idempotency_key").update();
    }

    @Test
    void effectsComeInOrderByPagesEachWithItsKeys() {
        post(prefix + "-b", "created");
        post(prefix + "-a", "created");
        post(prefix + "-c", "accepted");
        post(prefix + "-d", "unprocessable");
        jdbc.sql("""
                INSERT INTO idempotency_key (subject, route, key, body_hash, status, headers, body, location)
                SELECT subject, route, 'another', body_hash, status, headers, body, location
                  FROM idempotency_key WHERE key = :key
                """).param("key", prefix + "-b").update();

        JsonNode first = page("", 1);
        assertThat(first.at("/items")).hasSize(1);
        assertThat(first.at("/items/0/effect").asString()).isEqualTo("/effects/" + prefix + "-a");
        assertThat(first.at("/items/0/keys").asLong()).isEqualTo(1);
        assertThat(first.at("/items/0/storedAt").asString()).endsWith("Z");

        JsonNode second = page(first.at("/nextAfter").asString(), 2);
        assertThat(second.at("/items")).hasSize(1);
        assertThat(second.at("/items/0/effect").asString()).isEqualTo("/effects/" + prefix + "-b");
        assertThat(second.at("/items/0/keys").asLong()).isEqualTo(2);
        assertThat(second.has("nextAfter")).isFalse();
    }

    @Test
    void onlyServicesMayAsk() {
        assertThat(send(asAlice(path("", 1))).status()).isEqualTo(403);
        assertThat(send(internal(path("", 0))).status()).isEqualTo(400);
    }

    private void post(String name, String ends) {
        Answer answer = send(postAsAlice("/effects", "{\"name\":\"" + name + "\",\"ends\":\"" + ends + "\"}")
                .header("Idempotency-Key", name));
        assertThat(answer.status()).as(answer.text()).isLessThan(500);
    }

    private JsonNode page(String after, int limit) {
        Answer answer = send(internal(path(after, limit)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private java.net.http.HttpRequest.Builder internal(String path) {
        return request(path).header("Authorization", "Bearer " + tokens.internal("saga-orchestrator"));
    }

    private static String path(String after, int limit) {
        return "/internal/audit/idempotency?route=" + URLEncoder.encode("POST /effects", StandardCharsets.UTF_8)
                + "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8) + "&limit=" + limit;
    }
}
