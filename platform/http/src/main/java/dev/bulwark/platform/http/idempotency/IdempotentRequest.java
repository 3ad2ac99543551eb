package dev.bulwark.platform.http.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;

/**
 * Which attempt at what this request is. A controller of a POST that needs {@code Idempotency-Key} takes it as a parameter; without
 * a valid key the request is refused before the controller.
 *
 * @param subject who asks
 * @param route method and path pattern, for example {@code POST /api/v1/orders}; with the values of its variables filled in, so
 *     that the same key for another resource is another request, and for another spelling of the same resource is not
 * @param key without quotes
 * @param instance path of the request, for problems
 * @param bodyHash SHA-256 of the raw bytes of the body. Asked for once the body has been read; raw, so another order of
 *     fields or other white space is another body
 */
public record IdempotentRequest(String subject, String route, String key, String instance, Supplier<byte[]> bodyHash) {

    /** What the advisory lock is taken on. A collision makes strangers answer each other with 409, no more; 64 bits make it rare. */
    long lock() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((subject + '\n' + route + '\n' + key).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }
}
