package dev.bulwark.platform.http.idempotency;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.http.sample.SampleService;
import dev.bulwark.testing.StatementCount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Requests that come while another is at work, on a real database. */
class GroupedRequestsIT extends SampleService {

    private static final String FIRST = "first";

    @Autowired
    private IdempotentRequests requests;

    @Autowired
    private JdbcClient jdbc;

    private final List<List<String>> runs = new CopyOnWriteArrayList<>();
    private GroupedRequests<String, String> grouped;
    private volatile @Nullable RuntimeException unprepared;
    private CountDownLatch firstIsIn;
    private CountDownLatch firstMayEnd;
    private String prefix;

    @BeforeEach
    void newGroup() {
        grouped = new GroupedRequests<>("test", requests, this::prepare, this::effects, GroupedRequestsIT::answer);
        unprepared = null;
        firstIsIn = new CountDownLatch(1);
        firstMayEnd = new CountDownLatch(1);
        prefix = UUID.randomUUID() + "-";
        runs.clear();
    }

    private String prepare(String name) {
        RuntimeException failure = unprepared;
        if (failure != null) {
            throw failure;
        }
        return name;
    }

    private static ResponseEntity<?> answer(String name) {
        return ResponseEntity.created(URI.create("/effects/" + name)).body(name.getBytes(StandardCharsets.UTF_8));
    }

    private void effects(List<String> names) {
        runs.add(List.copyOf(names));
        if (names.contains(FIRST)) {
            firstIsIn.countDown();
            awaitLatch(firstMayEnd);
        }
        for (String name : names) {
            jdbc.sql("INSERT INTO effect (name) VALUES (?)")
                    .param(prefix + name)
                    .update();
            if (name.equals("unprocessable")) {
                throw Problem.of(422, "unprocessable", "Not this one").exception();
            }
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends all while the first is inside its effect, so that they make one group. */
    private List<CompletableFuture<ResponseEntity<byte[]>>> together(IdempotentRequest... group) {
        CompletableFuture<?> first = send(request("key-of-the-first", FIRST));
        awaitLatch(firstIsIn);
        List<CompletableFuture<ResponseEntity<byte[]>>> answers = new ArrayList<>();
        for (IdempotentRequest request : group) {
            answers.add(send(request));
            int sent = answers.size();
            await().until(() -> grouped.waiting() == sent);
        }
        firstMayEnd.countDown();
        first.join();
        return answers;
    }

    private CompletableFuture<ResponseEntity<byte[]>> send(IdempotentRequest request) {
        CompletableFuture<ResponseEntity<byte[]>> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(grouped.execute(request, request.instance()).stored());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** The instance carries the name of what is wished for. */
    private IdempotentRequest request(String key, String name) {
        return new IdempotentRequest("alice", "POST /grouped", prefix + key, name, () -> sha256(name));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count(String name) {
        return jdbc.sql("SELECT count(*) FROM effect WHERE name = ?")
                .param(prefix + name)
                .query(Integer.class)
                .single();
    }

    private static boolean isReplayed(ResponseEntity<?> answer) {
        return "true".equals(answer.getHeaders().getFirst("Idempotent-Replayed"));
    }

    @Test
    void aGroupIsOneTransactionOfTheStatementsOfOne() {
        StatementCount count = StatementCount.on(DATABASE);
        IdempotentRequest[] twenty =
                IntStream.range(0, 20).mapToObj(i -> request("k" + i, "n" + i)).toArray(IdempotentRequest[]::new);
        List<CompletableFuture<ResponseEntity<byte[]>>> answers = together(twenty);
        for (int i = 0; i < 20; i++) {
            ResponseEntity<byte[]> answer = answers.get(i).join();
            assertThat(answer.getBody()).asString().isEqualTo("n" + i);
            assertThat(isReplayed(answer)).isFalse();
            assertThat(count("n" + i)).isOne();
        }
        assertThat(runs).hasSize(2);
        // The first alone and the group of twenty: for each a claim and a storing.
        assertThat(count.byQuery()).containsEntry("BEGIN", 2L);
        assertThat(count.byQuery().entrySet().stream()
                        .filter(statement -> statement.getKey().contains("idempotency_key"))
                        .mapToLong(java.util.Map.Entry::getValue)
                        .sum())
                .as(count::toString)
                .isEqualTo(4);

        ResponseEntity<byte[]> again = grouped.execute(twenty[7], "n7").stored();
        assertThat(isReplayed(again)).isTrue();
        assertThat(again.getBody()).asString().isEqualTo("n7");
        assertThat(count("n7")).isOne();
    }

    @Test
    void oneKeyTwiceInAGroupIsOneEffect() {
        var answers = together(request("same", "n"), request("same", "n"), request("other", "m"));
        assertThat(answers.get(0).join().getStatusCode().value()).isEqualTo(201);
        assertThat(isReplayed(answers.get(1).join())).isTrue();
        assertThat(answers.get(1).join().getBody())
                .isEqualTo(answers.get(0).join().getBody());
        assertThat(count("n")).isOne();
        assertThat(count("m")).isOne();
    }

    @Test
    void aKnownKeyInAGroupIsReplayedAndAnotherBodyRefused() {
        grouped.execute(request("known", "n"), "n");
        var answers = together(request("known", "n"), request("known", "other"), request("new", "m"));
        assertThat(isReplayed(answers.get(0).join())).isTrue();
        assertThat(answers.get(1))
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().slug()).contains("reused"));
        assertThat(isReplayed(answers.get(2).join())).isFalse();
        assertThat(count("n")).isOne();
        assertThat(count("m")).isOne();
    }

    @Test
    void aKeyThatSomebodyElseIsAtIsInFlightAndItsNeighboursGoOn() throws Exception {
        IdempotentRequest busy = request("busy", "n");
        try (var connection = DATABASE.connect();
                var statement = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            statement.setLong(1, busy.lock());
            statement.execute();
            var answers = together(busy, request("free", "m"));
            assertThat(answers.get(1).join().getStatusCode().value()).isEqualTo(201);
            assertThat(answers.get(0))
                    .failsWithin(java.time.Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().slug()).contains("in-flight"));
        }
        assertThat(count("n")).isZero();
        assertThat(count("m")).isOne();
    }

    @Test
    void anEffectThatFailsIsItsOwnAndItsRefusalIsStored() {
        var answers = together(request("a", "n"), request("bad", "unprocessable"), request("b", "m"));
        assertThat(answers.get(0).join().getStatusCode().value()).isEqualTo(201);
        assertThat(answers.get(2).join().getStatusCode().value()).isEqualTo(201);
        assertThat(answers.get(1).join().getStatusCode().value()).isEqualTo(422);
        assertThat(count("n")).isOne();
        assertThat(count("m")).isOne();
        assertThat(count("unprocessable")).isZero();
        assertThat(isReplayed(grouped.execute(request("bad", "unprocessable"), "unprocessable")
                        .stored()))
                .isTrue();
    }

    @Test
    void onlyTheRequestThatHadTheEffectIsToldItsCommand() {
        assertThat(grouped.execute(request("k", "n"), "n"))
                .isInstanceOfSatisfying(
                        IdempotentAnswer.First.class,
                        first -> assertThat(first.command()).isEqualTo("n"));
        assertThat(grouped.execute(request("k", "n"), "n")).isInstanceOf(IdempotentAnswer.Repeated.class);
        assertThat(grouped.execute(request("bad", "unprocessable"), "unprocessable"))
                .isInstanceOf(IdempotentAnswer.Repeated.class);
    }

    @Test
    void whatWasAnsweredIsRepeatedEvenWhereItCannotBePreparedAgain() {
        ResponseEntity<byte[]> first = grouped.execute(request("k", "n"), "n").stored();
        for (RuntimeException failure : List.of(
                new IllegalStateException("a defect"),
                Problem.of(503, "away", "Away").exception(),
                Problem.of(422, "unknown", "Unknown").exception())) {
            unprepared = failure;
            ResponseEntity<byte[]> replay =
                    grouped.execute(request("k", "n"), "n").stored();
            assertThat(isReplayed(replay)).isTrue();
            assertThat(replay.getBody()).isEqualTo(first.getBody());
            assertThat(replay.getStatusCode()).isEqualTo(first.getStatusCode());
            assertThatThrownBy(() -> grouped.execute(request("k", "other"), "other"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().slug()).contains("reused"));
        }
        assertThat(count("n")).isOne();
    }

    @Test
    void aRefusalWhilePreparingIsStoredAndAFailureLeavesTheKeyFree() {
        RuntimeException away = Problem.of(503, "away", "Away").exception();
        unprepared = away;
        assertThatThrownBy(() -> grouped.execute(request("k", "n"), "n")).isSameAs(away);
        unprepared = Problem.of(422, "unknown", "Unknown").exception();
        ResponseEntity<byte[]> refusal = grouped.execute(request("k", "n"), "n").stored();
        assertThat(refusal.getStatusCode().value()).isEqualTo(422);
        assertThat(isReplayed(refusal)).isFalse();
        unprepared = null;
        ResponseEntity<byte[]> replay = grouped.execute(request("k", "n"), "n").stored();
        assertThat(isReplayed(replay)).isTrue();
        assertThat(replay.getBody()).isEqualTo(refusal.getBody());
        assertThat(count("n")).isZero();
    }

    @Test
    void aKeyInUseIsInFlightEvenWhereTheSecondRequestCannotBePrepared() throws Exception {
        IdempotentRequest busy = request("busy", "n");
        unprepared = Problem.of(503, "away", "Away").exception();
        try (var connection = DATABASE.connect();
                var statement = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            statement.setLong(1, busy.lock());
            statement.execute();
            assertThatThrownBy(() -> grouped.execute(busy, "n"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().slug()).contains("in-flight"));
        }
    }
}
