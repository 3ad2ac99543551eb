package dev.bulwark.platform.calls.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a body as Stripe does: header {@code X-Signature: t=<unix seconds>,v1=<hex>}, where v1 is HMAC-SHA256 over {@code <t>.<body>}.
 *
 * <p>The time is signed with the body, so a recorded request can't be given a new one. Limit: within the window whoever recorded a request
 * can send it again unchanged; the receiver must know an event by its id.
 */
public final class WebhookSignature {

    public static final String HEADER = "X-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** The header's value for a body sent at this moment. */
    public static String of(String secret, Instant at, byte[] body) {
        String time = Long.toString(at.getEpochSecond());
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac(secret, time, body));
    }

    /** @param time as it stands in the header: what is signed is the text, not the number */
    static byte[] mac(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(time.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has " + ALGORITHM, e);
        }
    }
}
