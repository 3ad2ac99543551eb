package dev.bulwark.platform.messaging.deadletter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.messaging.IncomingMessage;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RedriveIT extends DeadLetterSuite {

    @Test
    void aKeyIsRedrivenInItsOrderOnceTheFaultIsMendedAndOpensThen() {
        List<IncomingMessage> parked = parked(key, 5);
        steps.poison.clear();

        JsonNode report = redriveKey(key);

        assertThat(report.path("redriven").asInt()).isEqualTo(5);
        assertThat(report.path("remaining").asInt()).isZero();
        assertThat(report.has("stoppedBy")).isFalse();
        assertThat(effects(key)).isEqualTo(idsOf(parked));
        assertThat(isParked(key)).isFalse();
        IncomingMessage next = message(key);
        run(List.of(next));
        assertThat(effects(key)).endsWith(next.id()).hasSize(6);
        run(parked); // the broker gives them once more: the inbox knows them
        assertThat(effects(key)).hasSize(6);
        assertThat(count(key)).isZero();
    }

    @Test
    void aDryRunTellsWhatWouldBecomeOfThemAndChangesNothing() {
        List<IncomingMessage> parked = parked(key, 4);
        steps.poison.clear();
        steps.poison.add(parked.get(2).id());
        List<Map<String, Object>> before = jdbc.queryForList("SELECT * FROM dead_letter WHERE key = ?", key);

        JsonNode report = redrive("{\"key\":\"" + key + "\",\"max\":100,\"dryRun\":true}");

        assertThat(report.path("dryRun").asBoolean()).isTrue();
        assertThat(outcomes(report)).containsExactly("WOULD_SUCCEED", "WOULD_SUCCEED", "FAILED");
        assertThat(report.path("results").get(2).path("reason").asString()).contains("poison");
        assertThat(report.path("remaining").asInt()).isEqualTo(4);
        assertThat(effects(key)).isEmpty();
        assertThat(isParked(key)).isTrue();
        assertThat(jdbc.queryForList("SELECT * FROM dead_letter WHERE key = ?", key))
                .usingRecursiveComparison()
                .isEqualTo(before);
    }

    @Test
    void aSecondFailureStopsItsKeyWithTheReasonAndLeavesOtherKeysAlone() {
        String other = "other-" + key;
        List<IncomingMessage> bad = parked(key, 4);
        List<IncomingMessage> good = parked(other, 3);
        steps.poison.clear();
        steps.poison.add(bad.get(1).id());

        JsonNode report = redrive("{\"consumer\":\"steps\",\"max\":1000}");

        assertThat(effects(key)).containsExactly(bad.getFirst().id());
        assertThat(effects(other)).isEqualTo(idsOf(good));
        JsonNode failed = report.path("results")
                .valueStream()
                .filter(result -> result.path("outcome").asString().equals("FAILED")
                        && result.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("reason").asString()).contains("poison");
        List<JsonNode> left = list(key);
        assertThat(left).hasSize(3);
        assertThat(left.getFirst().path("id")).isEqualTo(failed.path("id"));
        assertThat(left.getFirst().path("cause").asString())
                .as("it waited behind another, now it fails itself")
                .contains("poison");
        assertThat(left.getFirst().path("failedRedrives").asInt()).isEqualTo(1);
        assertThat(isParked(key)).isTrue();
        IncomingMessage later = message(key);
        run(List.of(later));
        assertThat(count(key)).as("the key is still closed").isEqualTo(4);
    }

    @Test
    void aMessageThatArrivesWhileTheLastOneIsRedrivenComesAfterIt() {
        List<IncomingMessage> parked = parked(key, 1);
        steps.poison.clear();
        Gate gate = gateAt(steps, parked.getFirst().id());
        IncomingMessage arriving = message(key);

        CompletableFuture<JsonNode> redrive = redriveKeyMeanwhile(key);
        gate.awaitReached();
        CompletableFuture<Void> listener = runMeanwhile(arriving);
        awaitALockIsWaitedFor();
        gate.open();
        listener.join();

        assertThat(redrive.join().path("redriven").asInt()).isEqualTo(1);
        assertThat(effects(key)).containsExactly(parked.getFirst().id(), arriving.id());
        assertThat(count(key)).isZero();
        assertThat(isParked(key)).isFalse();
    }

    @Test
    void aMessageThatArrivesWhileOthersStillWaitStandsBehindThem() {
        List<IncomingMessage> parked = parked(key, 3);
        steps.poison.clear();
        steps.poison.add(parked.get(1).id()); // so that the redrive ends with the key closed
        Gate gate = gateAt(steps, parked.getFirst().id());
        IncomingMessage arriving = message(key);

        CompletableFuture<JsonNode> redrive = redriveKeyMeanwhile(key);
        gate.awaitReached();
        CompletableFuture<Void> listener = runMeanwhile(arriving);
        awaitALockIsWaitedFor();
        gate.open();
        listener.join();
        redrive.join();

        assertThat(effects(key)).containsExactly(parked.getFirst().id());
        assertThat(list(key).stream().map(letter -> letter.path("messageId").asString()))
                .containsExactly(
                        parked.get(1).id().toString(),
                        parked.get(2).id().toString(),
                        arriving.id().toString());
        steps.poison.clear();
        redriveKey(key);
        assertThat(effects(key)).endsWith(parked.get(2).id(), arriving.id()).hasSize(4);
    }

    @Test
    void aRedriveThatComesWhileAMessageArrivesTakesItAlongInItsPlace() {
        List<IncomingMessage> parked = parked(key, 2);
        steps.poison.clear();
        IncomingMessage arriving = message(key);
        IncomingMessage neighbour = message("neighbour-" + key);
        Gate gate = gateAt(steps, neighbour.id()); // the listener has the key's lock by then

        CompletableFuture<Void> listener = runMeanwhile(arriving, neighbour);
        gate.awaitReached();
        CompletableFuture<JsonNode> redrive = redriveKeyMeanwhile(key);
        awaitALockIsWaitedFor();
        gate.open();
        listener.join();

        assertThat(redrive.join().path("redriven").asInt()).isEqualTo(3);
        assertThat(effects(key))
                .containsExactly(parked.get(0).id(), parked.get(1).id(), arriving.id());
        assertThat(isParked(key)).isFalse();
    }

    @Test
    void twoRedrivesAtOnceShareTheWorkAndDoNothingTwice() {
        List<IncomingMessage> parked = parked(key, 40);
        steps.poison.clear();

        CompletableFuture<JsonNode> one = redriveKeyMeanwhile(key);
        CompletableFuture<JsonNode> two = redriveKeyMeanwhile(key);

        assertThat(one.join().path("redriven").asInt()
                        + two.join().path("redriven").asInt())
                .isEqualTo(40);
        assertThat(effects(key)).isEqualTo(idsOf(parked));
        assertThat(isParked(key)).isFalse();
    }

    @Test
    void whateverHappensAtOnceEachKeyKeepsItsOrderAndEachMessageItsOneEffect() {
        Random random = new Random(11);
        List<String> keys = IntStream.range(0, 6).mapToObj(i -> i + "-" + key).toList();
        Map<String, List<UUID>> sent = new HashMap<>();
        AtomicBoolean listening = new AtomicBoolean(true);
        List<CompletableFuture<Void>> operators = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            while (listening.get()) {
                                redrive("{\"consumer\":\"steps\",\"max\":20}");
                            }
                        },
                        THREADS))
                .toList();
        for (int batch = 0; batch < 60; batch++) {
            List<IncomingMessage> messages = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                IncomingMessage message = message(keys.get(random.nextInt(keys.size())));
                sent.computeIfAbsent(message.orderingKey(), any -> new ArrayList<>())
                        .add(message.id());
                if (random.nextInt(6) == 0) {
                    steps.poison.add(message.id());
                }
                messages.add(message);
            }
            run(messages);
            if (batch % 3 == 0) {
                steps.poison.clear();
            }
        }
        steps.poison.clear();
        listening.set(false);
        operators.forEach(CompletableFuture::join);
        keys.forEach(this::redriveKey);

        keys.forEach(each -> {
            assertThat(effects(each)).as(each).isEqualTo(sent.get(each));
            assertThat(isParked(each)).isFalse();
        });
    }

    @Test
    void theCapEndsIt() {
        List<IncomingMessage> parked = parked(key, 5);
        steps.poison.clear();

        JsonNode report = redrive("{\"key\":\"" + key + "\",\"max\":2}");

        assertThat(report.path("redriven").asInt()).isEqualTo(2);
        assertThat(report.path("remaining").asInt()).isEqualTo(3);
        assertThat(report.path("stoppedBy").asString()).isEqualTo("MAX");
        assertThat(effects(key)).isEqualTo(idsOf(parked.subList(0, 2)));
    }

    @Test
    void keysThatFailAgainDoNotHideThoseBehindThem() {
        for (JdbcTemplate each : List.of(jdbc, viewJdbc)) {
            each.update("DELETE FROM dead_letter"); // what other tests have left
            each.update("DELETE FROM parked_key");
        }
        parked("1-" + key, 1);
        parked("2-" + key, 2);
        IncomingMessage mended = message("3-" + key);
        view.handler().poison.add(mended.id());
        run(viewRunner(), List.of(mended));
        view.handler().poison.clear();

        assertThat(outcomes(redrive("{\"max\":2}"))).containsExactly("FAILED", "FAILED");

        JsonNode second = redrive("{\"max\":2}");
        assertThat(outcomes(second)).containsExactly("REDRIVEN", "FAILED");
        assertThat(second.path("results").get(0).path("key").asString()).isEqualTo("3-" + key);
        assertThat(second.path("stoppedBy").asString()).isEqualTo("MAX");
    }

    @Test
    void theDeadlineEndsItInTime() {
        parked(key, 3);
        steps.poison.clear();

        String json = "{\"key\":\"" + key + "\",\"max\":100}";
        JsonNode report = await().atMost(PATIENCE) // a slow machine may spend it before anything is asked
                .until(
                        () -> send(request("POST", PATH + "/redrive", json).header("X-Timeout-Ms", "400")),
                        answer -> answer.status() == 200)
                .json();

        assertThat(report.path("stoppedBy").asString()).isEqualTo("DEADLINE");
        assertThat(report.path("remaining").asInt()).isEqualTo(3);
    }

    @Test
    void theDeadlineEndsADryRunBetweenTheMessagesOfAKey() {
        parked(key, 3);
        steps.poison.clear();
        steps.whileHandling = delivery -> {
            Deadline deadline = Deadline.current();
            await().atMost(PATIENCE).until(() -> deadline.remainingMillis() < 450);
        };

        String json = "{\"key\":\"" + key + "\",\"max\":100,\"dryRun\":true}";
        JsonNode report = await().atMost(PATIENCE) // a slow machine may spend it before the first is through
                .until(
                        () -> send(request("POST", PATH + "/redrive", json).header("X-Timeout-Ms", "1000")),
                        answer -> answer.status() == 200
                                && !answer.json().path("results").isEmpty())
                .json();

        assertThat(outcomes(report)).containsExactly("WOULD_SUCCEED");
        assertThat(report.path("stoppedBy").asString()).isEqualTo("DEADLINE");
        assertThat(report.path("remaining").asInt()).isEqualTo(3);
    }

    @Test
    void whatWasNamedIsRedrivenOnlyInItsTurn() {
        List<IncomingMessage> parked = parked(key, 4);
        steps.poison.clear();
        List<String> ids =
                list(key).stream().map(letter -> letter.path("id").asString()).toList();

        JsonNode outOfTurn = redrive("{\"ids\":[\"" + ids.get(2) + "\"]}");
        assertThat(outcomes(outOfTurn)).containsExactly("WAITS");
        assertThat(effects(key)).isEmpty();

        JsonNode inTurn = redrive("{\"ids\":[\"" + ids.get(1) + "\",\"" + ids.get(0) + "\",\"" + ids.get(3) + "\"]}");
        assertThat(outcomes(inTurn)).containsExactly("REDRIVEN", "REDRIVEN", "WAITS");
        assertThat(inTurn.path("remaining").asInt()).isEqualTo(1);
        assertThat(effects(key)).isEqualTo(idsOf(parked.subList(0, 2)));
    }

    @Test
    void aConflictIsTriedAgain() {
        List<IncomingMessage> parked = parked(key, 1);
        steps.poison.clear();
        for (String state : List.of("40001", "40P01", "55P03")) {
            steps.sqlToCome.add(raise(state));
        }

        assertThat(redriveKey(key).path("redriven").asInt()).isEqualTo(1);
        assertThat(effects(key)).isEqualTo(idsOf(parked));
    }

    @Test
    void aDatabaseInTroubleIsNotHeldAgainstTheMessage() {
        parked(key, 1);
        steps.poison.clear();
        steps.sqlToCome.add(raise("53100")); // disk full

        Answer answer = call("POST", "/redrive", "{\"key\":\"" + key + "\",\"max\":1}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(list(key))
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.path("failedRedrives").asInt()).isZero());
        assertThat(redriveKey(key).path("redriven").asInt()).isEqualTo(1);
    }

    @Test
    void aDiscardedMessageLetsTheNextBeRedriven() {
        List<IncomingMessage> parked = parked(key, 3);
        String first = list(key).getFirst().path("id").asString();
        assertThat(redriveKey(key).path("redriven").asInt()).isZero();

        call("DELETE", "/" + first, "{\"reason\":\"sent by a test of another team\"}")
                .expect(204);

        assertThat(effects(key)).as("discarding handles nothing by itself").isEmpty();
        assertThat(redriveKey(key).path("redriven").asInt()).isEqualTo(2);
        assertThat(effects(key)).isEqualTo(idsOf(parked.subList(1, 3)));
        assertThat(isParked(key)).isFalse();
        Map<String, Object> trail =
                jdbc.queryForMap("SELECT * FROM operator_action WHERE target = ?", "dead letter " + first);
        assertThat(trail)
                .containsEntry("actor", "operator")
                .containsEntry("action", "discard")
                .containsEntry("reason", "sent by a test of another team");
        assertThat(trail.get("detail").toString())
                .contains(parked.getFirst().id().toString(), key, "poison");
    }

    @Test
    void theLastDiscardOpensTheKey() {
        parked(key, 1);
        String only = list(key).getFirst().path("id").asString();

        call("DELETE", "/" + only + "?reason=obsolete", null).expect(204);

        assertThat(isParked(key)).isFalse();
        IncomingMessage next = message(key);
        run(List.of(next));
        assertThat(effects(key)).containsExactly(next.id());
    }

    @Test
    void aDiscardWaitsForARedriveOfItsKeyAndFindsTheMessageGone() {
        List<IncomingMessage> parked = parked(key, 1);
        String only = list(key).getFirst().path("id").asString();
        steps.poison.clear();
        Gate gate = gateAt(steps, parked.getFirst().id());

        CompletableFuture<JsonNode> redrive = redriveKeyMeanwhile(key);
        gate.awaitReached();
        CompletableFuture<Answer> discard =
                CompletableFuture.supplyAsync(() -> call("DELETE", "/" + only + "?reason=obsolete", null), THREADS);
        awaitALockIsWaitedFor();
        gate.open();

        assertThat(redrive.join().path("redriven").asInt()).isEqualTo(1);
        discard.join().expect(404);
        assertThat(effects(key)).isEqualTo(idsOf(parked));
        assertThat(jdbc.queryForList("SELECT 1 FROM operator_action WHERE target = ?", "dead letter " + only))
                .isEmpty();
    }

    @Test
    void theSecondDatabaseOfAServiceIsRedrivenByTheSameCall() {
        List<IncomingMessage> messages = messages(key, 3);
        view.handler().poison.add(messages.getFirst().id());
        run(viewRunner(), messages);
        run(viewRunner(), messages); // without an inbox every repetition comes through: each is parked once
        assertThat(list(key))
                .hasSize(3)
                .allSatisfy(letter -> assertThat(letter.path("id").asString()).startsWith("steps-view-"));
        view.handler().poison.clear();

        assertThat(redriveKey(key).path("redriven").asInt()).isEqualTo(3);

        assertThat(viewJdbc.queryForList(
                        "SELECT message_id FROM effect WHERE key = ? ORDER BY position", UUID.class, key))
                .isEqualTo(idsOf(messages));
        assertThat(viewJdbc.queryForObject("SELECT count(*) FROM parked_key WHERE key = ?", Integer.class, key))
                .isZero();
    }

    @Test
    void whatAConsumerOfThePastLeftIsShownAndDiscardedButNotRedriven() {
        parked(key, 1);
        jdbc.update("UPDATE dead_letter SET consumer = 'steps-of-old' WHERE key = ?", key);
        jdbc.update("UPDATE parked_key SET consumer = 'steps-of-old' WHERE key = ?", key);

        JsonNode report = redriveKey(key);

        assertThat(outcomes(report)).containsExactly("NO_CONSUMER");
        String id = list(key).getFirst().path("id").asString();
        assertThat(id).startsWith("steps-of-old-");
        call("DELETE", "/" + id + "?reason=nobody+reads+it", null).expect(204);
        assertThat(count(key)).isZero();
        assertThat(isParked(key)).isFalse();
    }

    @Test
    void anIdThatIsParkedUnderAnotherKeyDoesNotCloseThisOne() {
        IncomingMessage first = message(key);
        IncomingMessage sameId = message("second-" + key, first.id());
        view.handler().poison.add(first.id());

        run(viewRunner(), List.of(first));
        run(viewRunner(), List.of(sameId));

        assertThat(viewJdbc.queryForList("SELECT key FROM parked_key WHERE key LIKE ?", String.class, "%" + key))
                .as("a key without a message would stay closed for ever")
                .containsExactly(key);
    }

    private static String raise(String state) {
        return "DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '" + state + "'; END $$";
    }

    private static List<String> outcomes(JsonNode report) {
        return report.path("results")
                .valueStream()
                .map(result -> result.path("outcome").asString())
                .toList();
    }
}
