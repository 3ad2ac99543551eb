package dev.bulwark.simulators.psp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.bulwark.simulators.RunningSimulators;
import dev.bulwark.simulators.RunningSimulators.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VoidIT {

    private static final int RACES = 100;

    private final PspClient psp = new PspClient(RunningSimulators.shared());
    private final String key = PspClient.newKey();

    @Test
    void a_voided_key_never_captures() {
        assertThat(psp.voidKey(key).json()).isEqualTo(psp.voidKey(key).json());
        assertThat(psp.voidKey(key).text("status")).isEqualTo("VOIDED");

        Answer late = psp.charge(key, 1_000, "pm_card_ok");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("voided");
        assertThat(psp.state(key).json().path("captured").asLong(-1)).isZero();
    }

    @Test
    void a_void_comes_too_late_for_a_capture() {
        String id = psp.charge(key, 1_000, "pm_card_ok").text("id");

        Answer answer = psp.voidKey(key);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("CAPTURED");
        assertThat(answer.text("chargeId")).isEqualTo(id);
        assertThat(answer.json().path("amount").asLong()).isEqualTo(1_000);
    }

    @Test
    void a_declined_key_counts_as_voided_and_stays_declined() {
        psp.charge(key, 1_000, "pm_card_declined");

        assertThat(psp.voidKey(key).text("status")).isEqualTo("VOIDED");
        assertThat(psp.charge(key, 1_000, "pm_card_declined").status()).isEqualTo(402);
    }

    @Test
    void a_void_stops_a_charge_that_is_under_way() {
        var underWay =
                CompletableFuture.supplyAsync(() -> psp.charge(key, 1_000, "pm_card_slow"), Thread::startVirtualThread);

        assertThat(psp.voidKey(key).text("status")).isEqualTo("VOIDED");

        assertThat(underWay.join().status()).isEqualTo(409);
    }

    @Test
    void however_charges_and_voids_race_all_learn_the_same_decision() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int race = 0; race < RACES; race++) {
                String contested = PspClient.newKey();
                List<Callable<String>> calls = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    calls.add(() -> decision(psp.charge(contested, 1_000, "pm_card_ok")));
                    calls.add(() -> decision(psp.voidKey(contested)));
                }
                Collections.rotate(calls, race);

                List<String> learned = new ArrayList<>();
                for (Future<String> answer : threads.invokeAll(calls)) {
                    learned.add(answer.get());
                }

                assertThat(learned).containsOnly(decision(psp.voidKey(contested)));
            }
        }
    }

    /** The id of the capture, or that there is none. */
    private static String decision(Answer answer) {
        return answer.status() == 409 || answer.text("status").equals("VOIDED")
                ? "voided"
                : answer.text("id") + answer.text("chargeId");
    }
}
