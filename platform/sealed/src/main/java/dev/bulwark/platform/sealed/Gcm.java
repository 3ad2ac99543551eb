package dev.bulwark.platform.sealed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a 96-bit nonce, a 128-bit tag and the order id as associated data. */
final class Gcm {

    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private Gcm() {}

    static byte[] crypt(int mode, SecretKey key, byte[] nonce, UUID orderId, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(orderId.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher.doFinal(input);
    }
}
