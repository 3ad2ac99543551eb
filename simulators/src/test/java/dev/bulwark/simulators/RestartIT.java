package dev.bulwark.simulators;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.bulwark.simulators.RunningSimulators.Answer;
import dev.bulwark.simulators.psp.PspClient;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RestartIT {

    private static final String BOOKING = "BOOK|r1|A|B|C|10115|DE|1";

    @Test
    void the_books_and_the_key_survive_and_the_faults_heal() {
        TestDatabase database = Servers.postgres().newDatabase("psp");
        String keys;
        Answer charged;
        Answer booked;
        try (RunningSimulators before = RunningSimulators.on(database)) {
            PspClient psp = new PspClient(before);
            keys = before.get("/oauth2/jwks").body();
            charged = psp.charge("k1", 1_000, "pm_card_ok");
            assertThat(charged.status()).isEqualTo(200);
            booked = before.post("/carrier/bookings", "text/plain", BOOKING);
            assertThat(booked.body()).startsWith("OK|");
            assertThat(psp.charge("k2", 1_000, "pm_card_flaky").status()).isEqualTo(503);
            before.send(before.request("/ops/faults/carrier")
                    .header("Authorization", "Bearer " + before.token("operator"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"mode\":\"down\"}")));
            assertThat(before.post("/carrier/bookings", "text/plain", BOOKING).status())
                    .isEqualTo(503);
        }
        try (RunningSimulators after = RunningSimulators.on(database)) {
            PspClient psp = new PspClient(after);
            assertThat(after.get("/oauth2/jwks").body()).isEqualTo(keys);
            assertThat(psp.charge("k1", 1_000, "pm_card_ok")).isEqualTo(charged);
            assertThat(after.post("/carrier/bookings", "text/plain", BOOKING)).isEqualTo(booked);
            assertThat(psp.charge("k2", 1_000, "pm_card_flaky").status())
                    .as("the second of two failures")
                    .isEqualTo(503);
            assertThat(psp.charge("k2", 1_000, "pm_card_flaky").status()).isEqualTo(200);
        }
    }

    @Test
    void a_held_call_does_not_delay_the_end() {
        RunningSimulators simulators =
                RunningSimulators.on(Servers.postgres().newDatabase("psp"), Duration.ofMinutes(5));
        PspClient psp = new PspClient(simulators);
        var held = CompletableFuture.runAsync(
                () -> psp.charge("k1", 1_000, "pm_card_timeout_charged"), Thread::startVirtualThread);
        await().until(() -> psp.state("k1").status() == 200);
        assertThat(held).isNotDone();

        long start = System.nanoTime();
        simulators.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(held).failsWithin(Duration.ofSeconds(15));
    }
}
