package dev.bulwark.simulators.psp;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.bulwark.simulators.Merchant;
import dev.bulwark.simulators.Merchant.ReceivedWebhook;
import dev.bulwark.simulators.RunningSimulators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

class WebhooksIT {

    private static final String SECRET = "psp-webhook-secret";

    private final RunningSimulators simulators = RunningSimulators.shared();
    private final PspClient psp = new PspClient(simulators);
    private final Merchant merchant = Merchant.shared();
    private final String key = PspClient.newKey();

    @AfterEach
    void heal() {
        fault("{\"mode\":\"none\"}");
    }

    @Test
    void a_charge_that_lies_by_silence_is_told_of_and_signed() throws Exception {
        assertThatIOException().isThrownBy(() -> psp.chargeOrBreak(key, "pm_card_timeout_charged"));

        ReceivedWebhook heard = heard(1).getFirst();
        assertThat(heard.path()).isEqualTo("/webhooks/psp");
        assertThat(heard.contentType()).startsWith("application/json");
        assertThat(heard.json().path("type").asString()).isEqualTo("charge.captured");
        assertThat(heard.json().path("id").asString()).isEqualTo(psp.state(key).text("id"));
        String[] signature = heard.signature().split("t=|,v1=");
        assertThat(Instant.ofEpochSecond(Long.parseLong(signature[1])))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
        assertThat(signature[2]).isEqualTo(hmac(signature[1], heard.body()));
    }

    @Test
    void a_slow_answer_may_come_too_late_and_is_told_of() {
        psp.charge(key, 1_000, "pm_card_slow");

        assertThat(heard(1).getFirst().json().path("type").asString()).isEqualTo("charge.captured");
    }

    @Test
    void a_repetition_is_the_same_event() {
        for (int call = 0; call < 2; call++) {
            assertThatIOException().isThrownBy(() -> psp.chargeOrBreak(key, "pm_card_timeout_charged"));
        }

        assertThat(heard(2))
                .extracting(each -> each.json().path("id").asString())
                .containsOnly(psp.state(key).text("id"));
    }

    @Test
    void what_an_answer_told_needs_no_webhook() {
        String prompt = PspClient.newKey();
        String declined = PspClient.newKey();
        psp.charge(prompt, 1_000, "pm_card_ok");
        psp.charge(declined, 1_000, "pm_card_declined");

        // Sent later, and heard: the others would have been by now.
        psp.charge(key, 1_000, "pm_card_slow");
        heard(1);
        assertThat(merchant.heardOf(prompt)).isEmpty();
        assertThat(merchant.heardOf(declined)).isEmpty();
    }

    @Test
    void a_webhook_is_sent_until_it_is_accepted() {
        merchant.refuse(key, 2);
        psp.charge(key, 1_000, "pm_card_slow");

        assertThat(heard(3))
                .extracting(each -> each.json().path("id").asString())
                .hasSize(3)
                .containsOnly(psp.state(key).text("id"));
    }

    @Test
    void webhooks_can_be_held_back() {
        fault("{\"mode\":\"down\"}");
        psp.charge(key, 1_000, "pm_card_slow");
        await().until(() -> simulators
                .management("/actuator/prometheus")
                .body()
                .contains("bulwark_simulators_faults_total{operation=\"webhooks\",outcome=\"unavailable\"}"));
        assertThat(merchant.heardOf(key)).isEmpty();

        heal();
        heard(1);
    }

    private List<ReceivedWebhook> heard(int times) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(merchant.heardOf(key)).hasSize(times));
        return merchant.heardOf(key);
    }

    private void fault(String body) {
        simulators.send(simulators
                .request("/ops/faults/webhooks")
                .header("Authorization", "Bearer " + simulators.token("operator"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    /** Made here once more, as a merchant would who has only the description. */
    private static String hmac(String time, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
