package dev.bulwark.simulators.psp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.bulwark.simulators.RunningSimulators;
import dev.bulwark.simulators.RunningSimulators.Answer;
import dev.bulwark.testing.StatementCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ChargeIT {

    private final RunningSimulators simulators = RunningSimulators.shared();
    private final PspClient psp = new PspClient(simulators);
    private final String key = PspClient.newKey();

    @Test
    void a_good_card_is_captured_once() {
        Answer first = psp.charge(key, 12_990, "pm_card_ok");
        Answer again = psp.charge(key, 12_990, "pm_card_ok");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("status")).isEqualTo("CAPTURED");
        assertThat(first.text("id")).isNotEmpty();
        assertThat(again).isEqualTo(first);
        JsonNode state = psp.state(key).json();
        assertThat(state.path("captured").asLong()).isEqualTo(12_990);
        assertThat(state.path("orderId").asString()).isEqualTo("order-of-" + key);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_declined, card_declined",
        "pm_card_insufficient_funds, insufficient_funds",
        "pm_card_of_mallory, unknown_payment_method"
    })
    void a_bad_card_is_declined_for_good(String paymentMethod, String code) {
        for (int call = 0; call < 2; call++) {
            Answer answer = psp.charge(key, 1_000, paymentMethod);
            assertThat(answer.status()).isEqualTo(402);
            assertThat(answer.text("code")).isEqualTo(code);
        }
        assertThat(psp.charge(key, 1_000, "pm_card_ok").status())
                .as("the first decision is final")
                .isEqualTo(402);
        assertThat(psp.state(key).text("status")).isEqualTo("DECLINED");
        assertThat(psp.state(key).json().path("captured").asLong(-1)).isZero();
    }

    @Test
    void a_flaky_card_fails_twice_for_each_key() {
        for (String each : List.of(key, PspClient.newKey())) {
            assertThat(psp.charge(each, 1_000, "pm_card_flaky").status()).isEqualTo(503);
            assertThat(psp.state(each).status()).isEqualTo(404);
            assertThat(psp.charge(each, 1_000, "pm_card_flaky").status()).isEqualTo(503);
            assertThat(psp.charge(each, 1_000, "pm_card_flaky").status()).isEqualTo(200);
            assertThat(psp.charge(each, 1_000, "pm_card_flaky").status()).isEqualTo(200);
        }
    }

    @Test
    void a_slow_card_takes_its_time_and_is_captured() {
        long start = System.nanoTime();
        Answer answer = psp.charge(key, 1_000, "pm_card_slow");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(RunningSimulators.SLOW);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(psp.charge(key, 1_000, "pm_card_slow")).isEqualTo(answer);
    }

    @Test
    void a_charge_that_lies_by_silence_is_captured_and_never_answered() {
        for (int call = 0; call < 2; call++) {
            long start = System.nanoTime();
            assertThatIOException().isThrownBy(() -> psp.chargeOrBreak(key, "pm_card_timeout_charged"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(RunningSimulators.SILENCE);
        }
        assertThat(psp.state(key).text("status")).isEqualTo("CAPTURED");
        assertThat(psp.voidKey(key).text("status")).isEqualTo("CAPTURED");
    }

    @Test
    void a_charge_that_is_silent_about_nothing_can_be_voided() throws Exception {
        assertThatIOException().isThrownBy(() -> psp.chargeOrBreak(key, "pm_card_timeout_uncharged"));
        assertThat(psp.state(key).status()).isEqualTo(404);

        assertThat(psp.voidKey(key).text("status")).isEqualTo("VOIDED");

        assertThat(psp.chargeOrBreak(key, "pm_card_timeout_uncharged").status()).isEqualTo(409);
        assertThat(psp.state(key).text("status")).isEqualTo("VOIDED");
    }

    @Test
    void a_key_belongs_to_its_first_request() {
        psp.charge(key, 1_000, "pm_card_ok");

        Answer other = psp.charge(key, 1_001, "pm_card_ok");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.contentType()).startsWith("application/problem+json");
        assertThat(other.text("type")).isEqualTo("/problems/idempotency-key-reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"orderId\":\"o\",\"amount\":0,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_ok\"}",
                "{\"orderId\":\"o\",\"amount\":1,\"currency\":\"eur\",\"paymentMethod\":\"pm_card_ok\"}",
                "{\"orderId\":\"o\",\"amount\":1,\"currency\":\"EUR\"}",
                "{\"orderId\":\"o\",\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_ok\"}",
                "{\"amount\":1,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_ok\"}",
                "{"
            })
    void what_makes_no_sense_is_a_bad_request_and_decides_nothing(String body) {
        Answer answer = simulators.post("/psp/charges", "application/json", body, "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(psp.state(key).status()).isEqualTo(404);
    }

    @Test
    void a_charge_needs_a_key() {
        String body = "{\"orderId\":\"o\",\"amount\":1,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_ok\"}";

        assertThat(simulators.post("/psp/charges", "application/json", body).status())
                .isEqualTo(400);
    }

    @Test
    void a_charge_is_one_statement() {
        StatementCount count = StatementCount.on(simulators.database());

        for (int i = 0; i < 20; i++) {
            psp.charge(PspClient.newKey(), 1_000, "pm_card_ok");
        }

        assertThat(count.statements()).as("%s", count).isEqualTo(20);
        assertThat(count.commits()).isZero();
    }

    @Test
    void the_book_lists_every_key_once_in_order() {
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            mine.add(PspClient.newKey());
            psp.charge(mine.getLast(), 1_000 + i, i % 2 == 0 ? "pm_card_ok" : "pm_card_declined");
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = simulators.get("/psp/book?limit=3&cursor=" + cursor).json();
            assertThat(page.path("items").size()).isBetween(1, 3);
            page.path("items").forEach(item -> listed.add(item.path("key").asString()));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(listed).containsAll(mine).doesNotHaveDuplicates().isSorted();
        assertThat(simulators.get("/psp/book?limit=0").status()).isEqualTo(400);
        assertThat(simulators.get("/psp/book?limit=1001").status()).isEqualTo(400);
        assertThat(simulators.get("/psp/book?cursor=*").status()).isEqualTo(400);
    }
}
