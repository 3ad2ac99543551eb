package dev.bulwark.platform.sealed;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.Sealed;
import dev.bulwark.contracts.order.PersonalData;
import dev.bulwark.contracts.order.ShippingAddress;
import dev.bulwark.platform.messaging.MessageCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealingTest {

    private static final UUID ORDER = new UUID(1, 2);
    private static final PersonalData DATA = new PersonalData(
            new ShippingAddress("Ada Lovelace", "Main 1", null, "London", null, "N1", "GB"), "ring twice");

    private final MemoryKeys keys = new MemoryKeys();
    private final MessageCodec codec = new MessageCodec();
    private final Sealer sealer = new Sealer(keys, codec, new SecureRandom());
    private final Opener opener = new Opener(keys, codec);

    @Test
    void opensWhatWasSealed() {
        Sealed sealed = sealer.seal(ORDER, "alice", DATA);
        assertThat(opener.open(ORDER, sealed, PersonalData.class)).contains(DATA);
        assertThat(sealed.toString()).doesNotContain("Ada", "London", "alice");
        assertThat(Base64.getDecoder().decode(sealed.nonce())).hasSize(12);
    }

    @Test
    void neverUsesANonceTwice() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            nonces.add(sealer.seal(ORDER, "alice", DATA).nonce());
        }
        assertThat(nonces).hasSize(1_000);
    }

    @Test
    void doesNotOpenForAnotherOrder() {
        Sealed sealed = sealer.seal(ORDER, "alice", DATA);
        assertThatThrownBy(() -> opener.open(new UUID(1, 3), sealed)).isInstanceOf(TamperedException.class);
    }

    @Test
    void doesNotOpenOnceAnyPartWasChanged() {
        Sealed sealed = sealer.seal(ORDER, "alice", DATA);
        Sealed other = sealer.seal(ORDER, "bob", DATA);
        byte[] bytes = Base64.getDecoder().decode(sealed.ciphertext());
        for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            refuse(new Sealed(
                    sealed.keyId(), sealed.nonce(), Base64.getEncoder().encodeToString(changed)));
        }
        refuse(new Sealed(sealed.keyId(), other.nonce(), sealed.ciphertext()));
        refuse(new Sealed(other.keyId(), sealed.nonce(), sealed.ciphertext()));
        refuse(new Sealed(sealed.keyId(), sealed.nonce(), ""));
        refuse(new Sealed(sealed.keyId(), "", sealed.ciphertext()));
        refuse(new Sealed(sealed.keyId(), "no base64!", sealed.ciphertext()));
    }

    @Test
    void isGoneWithItsKey() {
        Sealed sealed = sealer.seal(ORDER, "alice", DATA);
        keys.erase("alice");
        assertThat(opener.open(ORDER, sealed)).isEmpty();
        Sealed later = sealer.seal(ORDER, "alice", DATA);
        assertThat(later.keyId()).isNotEqualTo(sealed.keyId());
        assertThat(opener.open(ORDER, later, PersonalData.class)).contains(DATA);
        assertThat(opener.open(ORDER, sealed)).isEmpty();
    }

    @Test
    void aKeyDoesNotShowItself() {
        DataKey key = DataKey.of("k1", new byte[32]);
        assertThat(key.toString()).isEqualTo("DataKey[k1]");
        assertThatThrownBy(() -> DataKey.of("k1", new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    private void refuse(Sealed changed) {
        assertThatThrownBy(() -> opener.open(ORDER, changed)).isInstanceOf(TamperedException.class);
    }

    private static final class MemoryKeys implements KeyStore {

        private final SecureRandom random = new SecureRandom();
        private final Map<String, DataKey> byCustomer = new HashMap<>();
        private int made;

        @Override
        public DataKey keyFor(String customerId) {
            return byCustomer.computeIfAbsent(customerId, ignored -> {
                byte[] key = new byte[32];
                random.nextBytes(key);
                return DataKey.of("key-" + ++made, key);
            });
        }

        @Override
        public Optional<DataKey> find(String keyId) {
            return byCustomer.values().stream()
                    .filter(key -> key.keyId().equals(keyId))
                    .findFirst();
        }

        void erase(String customerId) {
            byCustomer.remove(customerId);
        }
    }
}
