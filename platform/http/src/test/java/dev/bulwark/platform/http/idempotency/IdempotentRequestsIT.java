package dev.bulwark.platform.http.idempotency;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import dev.bulwark.platform.http.sample.EffectController;
import dev.bulwark.platform.http.sample.SampleService;
import dev.bulwark.testing.StatementCount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotentRequestsIT extends SampleService {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private EffectController effects;

    private String name;
    private String key;

    @BeforeEach
    void chooseNames() {
        name = UUID.randomUUID().toString();
        key = UUID.randomUUID().toString();
    }

    @Test
    void aReplayRepeatsTheAnswerAndNothingElse() {
        Answer first = post(wish("created"));
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        Answer second = post(wish("created"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text()).contains(name);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(second.header(header))
                    .as(header)
                    .isEqualTo(first.header(header))
                    .isNotBlank();
        }
        assertThat(count()).isOne();
    }

    /** Lock, look-up and deadline are one statement, the answer another; the third is the effect itself. */
    @Test
    void costsTwoStatementsAndOneTransaction() {
        post(wish("created"));
        key = UUID.randomUUID().toString();
        StatementCount count = StatementCount.on(DATABASE);
        count.reset();
        post(wish("created"));
        assertThat(count.statements()).as(count::toString).isEqualTo(3);
        // Counted by their beginnings: the server loses count of a COMMIT that the driver has prepared.
        assertThat(count.byQuery()).containsEntry("BEGIN", 1L);
        post(wish("created"));
        assertThat(count.statements()).as("a replay: " + count).isEqualTo(4);
    }

    @Test
    void quotedAndBareAreOneKey() {
        post(wish("created"));
        String bare = key;
        key = "\"" + bare + "\"";
        assertThat(post(wish("created")).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void anAnswerWithoutBodyIsReplayedToo() {
        assertThat(post(wish("accepted")).status()).isEqualTo(202);
        Answer replay = post(wish("accepted"));
        assertThat(replay.status()).isEqualTo(202);
        assertThat(replay.text()).isEmpty();
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void anotherBodyIsRefused() {
        post(wish("created"));
        Answer other = post(wish("created") + " ");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.slug()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(count()).isOne();
    }

    /** Capitals and percent-encoded letters are the same id; the key finds its request again. */
    @Test
    void aResourceIsTheSameHoweverItsUriIsSpelled() {
        name = "0197c2f4-0a1b-7c3d-8e4f-" + key.substring(24);
        List<String> spellings = List.of(
                name,
                name.toUpperCase(Locale.ROOT),
                name.replace("-", "%2D"),
                name.replaceFirst("c", "%63"),
                name.replaceFirst("c", "%43"));
        for (String spelling : spellings) {
            Answer answer = post("/resources/" + spelling + "/effects", "");
            assertThat(answer.status()).as(spelling).isEqualTo(200);
            assertThat(answer.header("Idempotent-Replayed"))
                    .as(spelling)
                    .isEqualTo(spelling.equals(name) ? "" : "true");
        }
        assertThat(count()).isOne();
        name = "X-" + key;
        for (String spelling : List.of(name, name.replace("-", "%2D"), name.replace("X", "%58"))) {
            assertThat(post("/products/" + spelling + "/effects", "").status())
                    .as(spelling)
                    .isEqualTo(200);
        }
        assertThat(count()).isOne();
    }

    @Test
    void theSameKeyForAnotherResourceIsAnotherRequest() {
        name = "X-" + key;
        post("/products/" + name + "/effects", "");
        Answer other = post("/products/x-" + key + "/effects", "");
        assertThat(other.header("Idempotent-Replayed")).isEmpty();
        assertThat(other.json().path("on").asString()).isEqualTo("x-" + key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f%20",
                "%200197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "%7B0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f%7D",
                "urn:uuid:0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f",
                "0197c2f40a1b7c3d8e4f5a6b7c8d9e0f",
                "1-2-3-4-5",
                "AZfC9AobfD2OT1prfI2eDw==",
                "..."
            })
    void anIdInAnotherSpellingIsNotFoundAndHasNoEffect(String spelling) {
        Answer answer = post("/resources/" + spelling + "/effects", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.slug()).isEqualTo("/problems/not-found");
        assertThat(keys()).isZero();
    }

    @Test
    void withoutAKeyNothingBegins() {
        Answer answer = send(postAsAlice("/effects", wish("created")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.slug()).isEqualTo("/problems/idempotency-key-required");
        assertThat(count()).isZero();
    }

    @Test
    void keysOfDifferentSubjectsAreStrangers() {
        post(wish("created"));
        Answer bob = send(request("/effects")
                .header("Authorization", "Bearer " + tokens.customer("bob"))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish("created"))));
        assertThat(bob.status()).isEqualTo(201);
        assertThat(bob.header("Idempotent-Replayed")).isEmpty();
        assertThat(count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"conflict, 409, 0", "unprocessable, 422, 0", "keeps-conflict, 409, 1"})
    void refusalsAreStored(String ends, int status, long effectsKept) {
        Answer first = post(wish(ends));
        assertThat(first.status()).isEqualTo(status);
        Answer replay = post(wish(ends));
        assertThat(replay.status()).isEqualTo(status);
        assertThat(replay.text()).isEqualTo(first.text());
        assertThat(replay.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(count()).isEqualTo(effectsKept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "missing", "answers-bad"})
    void whatIsNotStoredLeavesNoTraceAndTheKeyFree(String ends) {
        int status = post(wish(ends)).status();
        assertThat(status).isIn(500, 404, 400);
        assertThat(count()).isZero();
        assertThat(keys()).isZero();
        Answer again = post(wish("created"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void whileTheFirstIsRunningTheSecondIsToldSoAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = threads.submit(() -> post(wish("waits")));
            assertThat(effects.arrival(name).await(10, TimeUnit.SECONDS)).isTrue();
            Answer second = post(wish("waits"));
            effects.gate(name).countDown();
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.slug()).isEqualTo("/problems/idempotency-key-in-flight");
            assertThat(second.header("Retry-After")).isEqualTo("1");
            assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(post(wish("waits")).header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(count()).isOne();
    }

    @Test
    void twentyAtOnceHaveOneEffect() throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> {
                    together.await();
                    return post(wish("created"));
                }));
            }
            together.countDown();
        }
        int created = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(201, 409);
            if (answer.get().status() == 201
                    && answer.get().header("Idempotent-Replayed").isEmpty()) {
                created++;
            }
        }
        assertThat(created).isOne();
        assertThat(count()).isOne();
        assertThat(post(wish("created")).status()).isEqualTo(201);
    }

    /** The first one's commit fell between our snapshot and our lock: played by a row that appears while the effect runs. */
    @Test
    void whoeverIsOvertakenRollsBackAndGivesTheFirstAnswer() throws Exception {
        String body = wish("overtaken");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> late = threads.submit(() -> post(body));
            assertThat(effects.arrival(name).await(10, TimeUnit.SECONDS)).isTrue();
            jdbc.sql("INSERT INTO idempotency_key (subject, route, key, body_hash, status, headers, body)"
                            + " VALUES ('alice', 'POST /effects', ?, sha256(?), 201, E'X-First: yes\\n', 'first')")
                    .params(key, body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .update();
            effects.gate(name).countDown();
            Answer answer = late.get(10, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.text()).isEqualTo("first");
            assertThat(answer.header("X-First")).isEqualTo("yes");
            assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
        }
        assertThat(count()).isZero();
    }

    @Test
    void keysAreForgottenAfter48Hours() {
        post(wish("created"));
        age("47 hours");
        expire();
        assertThat(post(wish("created")).header("Idempotent-Replayed")).isEqualTo("true");
        age("49 hours");
        expire();
        assertThat(keys()).isZero();
    }

    @Test
    void expiryGoesOnUntilNothingIsLeft() {
        jdbc.sql(
                        "INSERT INTO idempotency_key SELECT 'old', 'r', n::text, sha256(''), 200, '', '', now() - interval '3 days'"
                                + " FROM generate_series(1, 2500) n")
                .update();
        expire();
        assertThat(jdbc.sql("SELECT count(*) FROM idempotency_key WHERE subject = 'old'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void expire() {
        new IdempotencyExpiry(
                        new IdempotencyTable(new JdbcTemplate(dataSource)),
                        new SimpleMeterRegistry().counter("expired"))
                .run();
    }

    private void age(String interval) {
        jdbc.sql("UPDATE idempotency_key SET created_at = now() - ?::interval WHERE key = ?")
                .params(interval, key)
                .update();
    }

    private String wish(String ends) {
        return "{\"name\":\"" + name + "\",\"ends\":\"" + ends + "\"}";
    }

    private Answer post(String body) {
        return post("/effects", body);
    }

    private Answer post(String path, String body) {
        return send(postAsAlice(path, body).header("Idempotency-Key", key).timeout(Duration.ofSeconds(20)));
    }

    private long count() {
        return jdbc.sql("SELECT count(*) FROM effect WHERE name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private long keys() {
        return jdbc.sql("SELECT count(*) FROM idempotency_key WHERE key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }
}
