package dev.bulwark.platform.sealed;

import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A customer's key.
 *
 * @param keyId what sealed records name it by; says nothing about the customer
 * @param key 256 bits, AES
 */
public record DataKey(String keyId, SecretKey key) {

    private static final int BYTES = 32;

    /** @throws IllegalArgumentException if these aren't 32 bytes */
    public static DataKey of(String keyId, byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
        }
        return new DataKey(keyId, new SecretKeySpec(key, "AES"));
    }

    /** As it crosses the wire between services. */
    public String base64() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return "DataKey[" + keyId + "]";
    }
}
