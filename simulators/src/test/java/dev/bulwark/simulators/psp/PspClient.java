package dev.bulwark.simulators.psp;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.simulators.RunningSimulators;
import dev.bulwark.simulators.RunningSimulators.Answer;

/** The PSP's calls, for tests. */
public record PspClient(RunningSimulators simulators) {

    /** A key nobody has used. */
    public static String newKey() {
        return UUID.randomUUID() + ":payment";
    }

    public Answer charge(String key, long amount, String paymentMethod) {
        return simulators.send(chargeRequest(key, amount, paymentMethod));
    }

    /** For the cards that end in silence. */
    Answer chargeOrBreak(String key, String paymentMethod) throws IOException {
        return simulators.sendUnchecked(chargeRequest(key, 1_000, paymentMethod));
    }

    Answer voidKey(String key) {
        return simulators.post("/psp/voids", "application/json", RunningSimulators.json("key", key));
    }

    Answer refund(String refundKey, String key, long amount) {
        String body = RunningSimulators.json(Map.of("key", key, "amount", amount));
        return simulators.post("/psp/refunds", "application/json", body, "Idempotency-Key", refundKey);
    }

    public Answer state(String key) {
        return simulators.get("/psp/charges/" + key);
    }

    private HttpRequest.Builder chargeRequest(String key, long amount, String paymentMethod) {
        String body = RunningSimulators.json(Map.of(
                "orderId", "order-of-" + key, "amount", amount, "currency", "EUR", "paymentMethod", paymentMethod));
        return simulators
                .request("/psp/charges")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
