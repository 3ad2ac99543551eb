package dev.bulwark.platform.sealed;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.platform.messaging.MessageCodec;

/**
 * Seals personal data under the customer's key before it goes into any table or message.
 *
 * <p>Guarantee: only who holds the key can read it or change it unnoticed, and it opens for this order only. Limits: its
 * length shows; a key is good for about 4 billion records, for nonces are random. Safe for many threads.
 */
public final class Sealer {

    private final KeyStore keys;
    private final MessageCodec codec;
    private final SecureRandom random;

    public Sealer(KeyStore keys, MessageCodec codec, SecureRandom random) {
        this.keys = keys;
        this.codec = codec;
        this.random = random;
    }

    /** The record as JSON, sealed. */
    public Sealed seal(UUID orderId, String customerId, Object record) {
        return seal(orderId, customerId, codec.encode(record));
    }

    public Sealed seal(UUID orderId, String customerId, byte[] plain) {
        DataKey key = keys.keyFor(customerId);
        byte[] nonce = new byte[Gcm.NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = Gcm.crypt(Cipher.ENCRYPT_MODE, key.key(), nonce, orderId, plain);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Sealed(key.keyId(), base64.encodeToString(nonce), base64.encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has AES-GCM", e);
        }
    }
}
