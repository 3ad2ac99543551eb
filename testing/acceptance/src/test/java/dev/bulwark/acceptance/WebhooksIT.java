package dev.bulwark.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Call;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The payment provider speaks unasked: it is heard if it signs, once per event, and what it says is looked up. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(35)
class WebhooksIT {

    private static final String DEVELOPMENT_SECRET = "psp-webhook-secret";
    /** Without a webhook the provider is given up after half a minute, and everything is undone. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Bulwark bulwark;

    WebhooksIT(Bulwark bulwark) {
        this.bulwark = bulwark;
    }

    @Test
    void aChargeWhoseAnswerWasLostIsConfirmedAllTheSame() {
        Order placed =
                bulwark.customer("alice").placed(NewOrder.of("SKU-0035", 1).paidWith("pm_card_timeout_charged"));

        Order order = bulwark.customer("alice").awaitEnd(placed.id(), PATIENCE);

        assertThat(order.status()).as("%s", order).isEqualTo("CONFIRMED");
        assertThat(bulwark.pspBook().kept(order.id())).isEqualTo(order.total().amount());
    }

    @Test
    void whatIsRightlySignedIsHeardOnce() {
        String event = event();
        String signature = signature(DEVELOPMENT_SECRET, Instant.now(), event);

        Answer first = webhook(event).header("X-Signature", signature).send().expect(200);
        Answer replay = webhook(event).header("X-Signature", signature).send().expect(200);

        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void aForgedOneIsRefused() {
        String event = event();
        String signature = signature(DEVELOPMENT_SECRET, Instant.now(), event);

        refused(webhook(event));
        refused(webhook(event).header("X-Signature", "nonsense"));
        refused(webhook(event).header("X-Signature", signature("a-secret-of-mallory", Instant.now(), event)));
        refused(webhook(event.replace("captured", "declined")).header("X-Signature", signature));
        refused(webhook(event).bearer(bulwark.token("operator")).header("X-Signature", "t=1,v1=" + "0".repeat(64)));
    }

    @Test
    void anOldOneIsRefused() {
        String event = event();

        refused(webhook(event)
                .header(
                        "X-Signature",
                        signature(DEVELOPMENT_SECRET, Instant.now().minusSeconds(360), event)));
        refused(webhook(event)
                .header(
                        "X-Signature",
                        signature(DEVELOPMENT_SECRET, Instant.now().plusSeconds(360), event)));
    }

    private static void refused(Call call) {
        Problems.assertProblem(call.send(), 401, "bad-signature");
    }

    private Call webhook(String body) {
        return bulwark.gateway().post("/webhooks/psp").json(body);
    }

    /** About a charge that nobody knows. */
    private static String event() {
        UUID id = UUID.randomUUID();
        return "{\"id\":\"" + id + "\",\"type\":\"charge.captured\",\"key\":\"" + id + ":payment\"}";
    }

    private static String signature(String secret, Instant at, String body) {
        String signed = at.getEpochSecond() + "." + body;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hmac = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
