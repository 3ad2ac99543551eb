package dev.bulwark.platform.sealed;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.platform.messaging.MessageCodec;

/**
 * Opens what a {@link Sealer} sealed. Never inside a transaction: the key may have to come over the network. Keep what it
 * returns in memory only. Safe for many threads.
 */
public final class Opener {

    private final KeyLookup keys;
    private final MessageCodec codec;

    public Opener(KeyLookup keys, MessageCodec codec) {
        this.keys = keys;
        this.codec = codec;
    }

    /** As {@link #open(UUID, Sealed)}, read as the record it was. */
    public <T> Optional<T> open(UUID orderId, Sealed sealed, Class<T> record) {
        return open(orderId, sealed).map(plain -> codec.decode(plain, record));
    }

    /**
     * The content, or empty if its key has been erased: then nobody can ever read it.
     *
     * @throws TamperedException if it was changed, or sealed for another order
     * @throws RuntimeException if the key store can't be asked: nothing is known then, try again
     */
    public Optional<byte[]> open(UUID orderId, Sealed sealed) {
        return keys.find(sealed.keyId()).map(key -> decrypt(orderId, sealed, key));
    }

    private static byte[] decrypt(UUID orderId, Sealed sealed, DataKey key) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] nonce = base64.decode(sealed.nonce());
            return Gcm.crypt(Cipher.DECRYPT_MODE, key.key(), nonce, orderId, base64.decode(sealed.ciphertext()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TamperedException(orderId, e);
        }
    }
}
