package dev.bulwark.order.keys;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.bulwark.platform.sealed.CachingKeyLookup;
import dev.bulwark.platform.sealed.DataKey;
import dev.bulwark.platform.sealed.KeyStore;
import dev.bulwark.platform.sealed.SharedLookups;

/**
 * Caches the key store for {@link CachingKeyLookup#LONGEST}: sealing an order costs no look-up for a customer who ordered recently.
 *
 * <p>An erasure through this object takes effect here when {@link #erase} returns, and elsewhere within that time.
 */
class CustomerKeys implements KeyStore {

    private static final int MAX_KEYS = 20_000;

    private final KeyTable table;
    private final CachingKeyLookup byId;
    private final SharedLookups<DataKey> byCustomer;

    CustomerKeys(KeyTable table, Ticker ticker) {
        this.table = table;
        this.byId = new CachingKeyLookup(table, MAX_KEYS, ticker);
        this.byCustomer = new SharedLookups<>(MAX_KEYS, CachingKeyLookup.LONGEST, ticker);
    }

    @Override
    public DataKey keyFor(String customerId) {
        return byCustomer.get(customerId, table::keyFor);
    }

    @Override
    public Optional<DataKey> find(String keyId) {
        return byId.find(keyId);
    }

    void erase(String customerId) {
        String keyId = table.erase(customerId);
        byCustomer.forget(customerId);
        if (keyId != null) {
            byId.forget(keyId);
        }
    }
}
