package dev.bulwark.simulators.faults;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;

import dev.bulwark.simulators.RunningSimulators;
import dev.bulwark.simulators.RunningSimulators.Answer;
import dev.bulwark.simulators.psp.PspClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultsIT {

    private final RunningSimulators simulators = RunningSimulators.shared();
    private final PspClient psp = new PspClient(simulators);
    private final String operator = simulators.token("operator");

    @AfterEach
    void heal() {
        put("psp", "{\"mode\":\"none\"}");
        put("carrier", "{\"mode\":\"none\"}");
    }

    @Test
    void a_psp_that_is_down_answers_503_and_decides_nothing() {
        String key = PspClient.newKey();
        Answer set = put("psp", "{\"mode\":\"down\"}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.text("mode")).isEqualTo("down");

        assertThat(psp.charge(key, 1_000, "pm_card_ok").status()).isEqualTo(503);
        assertThat(book().status()).as("the carrier goes on").isEqualTo(200);

        heal();
        assertThat(psp.state(key).status()).isEqualTo(404);
        assertThat(psp.charge(key, 1_000, "pm_card_ok").status()).isEqualTo(200);
    }

    @Test
    void a_carrier_that_is_slow_answers_late() {
        put("carrier", "{\"mode\":\"slow\",\"delayMillis\":300}");

        long start = System.nanoTime();
        assertThat(book().body()).startsWith("OK|");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void errors_come_at_the_rate_asked_for() {
        put("psp", "{\"mode\":\"errors\",\"errorRate\":1}");
        assertThat(psp.charge(PspClient.newKey(), 1_000, "pm_card_ok").status()).isEqualTo(503);

        put("psp", "{\"mode\":\"errors\",\"errorRate\":0}");
        assertThat(psp.charge(PspClient.newKey(), 1_000, "pm_card_ok").status()).isEqualTo(200);
    }

    @Test
    void the_faults_in_force_are_listed() {
        put("carrier", "{\"mode\":\"errors\",\"errorRate\":0.25,\"delayMillis\":10}");

        Answer all = simulators.send(simulators.request("/ops/faults").header("Authorization", "Bearer " + operator));

        assertThat(all.json()).isEqualTo(new Answer(200, "", """
                        {"items":[{"name":"psp","mode":"none"},
                                  {"name":"carrier","mode":"errors","errorRate":0.25,"delayMillis":10},
                                  {"name":"webhooks","mode":"none"}]}
                        """).json());
    }

    @Test
    void nonsense_is_refused_and_changes_nothing() {
        put("psp", "{\"mode\":\"slow\",\"delayMillis\":7}");
        for (String body : new String[] {
            "{\"mode\":\"broken\"}",
            "{}",
            "{\"mode\":\"errors\",\"errorRate\":2}",
            "{\"mode\":\"slow\",\"delayMillis\":\"long\"}",
            "{\"mode\":\"none\",\"colour\":\"red\"}",
            ""
        }) {
            Answer answer = put("psp", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
        assertThat(simulators
                        .send(simulators.request("/ops/faults").header("Authorization", "Bearer " + operator))
                        .body())
                .contains("\"delayMillis\":7");
    }

    @Test
    void there_is_no_other_simulator() {
        Answer answer = put("weather", "{\"mode\":\"down\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void only_operators_break_the_world() {
        Answer nobody = simulators.get("/ops/faults");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.contentType()).startsWith("application/problem+json");

        Answer customer = putAs(simulators.token("alice"), "psp", "{\"mode\":\"down\"}");
        assertThat(customer.status()).isEqualTo(403);
        assertThat(customer.contentType()).startsWith("application/problem+json");
        assertThat(psp.charge(PspClient.newKey(), 1_000, "pm_card_ok").status()).isEqualTo(200);
    }

    private Answer book() {
        return simulators.post("/carrier/bookings", "text/plain", "BOOK|" + UUID.randomUUID() + "|A|B|C|10115|DE|1");
    }

    private Answer put(String name, String body) {
        return putAs(operator, name, body);
    }

    private Answer putAs(String token, String name, String body) {
        return simulators.send(simulators
                .request("/ops/faults/" + name)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }
}
