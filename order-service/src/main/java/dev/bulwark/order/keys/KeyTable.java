package dev.bulwark.order.keys;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.sealed.DataKey;
import dev.bulwark.platform.sealed.KeyStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code customer_key}. */
class KeyTable implements KeyStore {

    private static final int KEY_BYTES = 32;
    /** An erasure may come between finding a key and making one; twice in a row doesn't happen. */
    private static final int MAX_ATTEMPTS = 5;

    private static final String LIVING =
            "SELECT key_id, secret FROM customer_key WHERE customer_id = ? AND erased_at IS NULL";
    private static final String CREATE = """
            INSERT INTO customer_key (key_id, customer_id, secret, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (customer_id) WHERE erased_at IS NULL DO NOTHING""";
    private static final String BY_ID = "SELECT key_id, secret FROM customer_key WHERE key_id = ?";
    private static final String ERASE = """
            UPDATE customer_key SET secret = NULL, erased_at = ?
            WHERE customer_id = ? AND erased_at IS NULL RETURNING key_id""";

    /** @param key null once erased */
    record Row(String keyId, @Nullable DataKey key) {}

    private final JdbcTemplate jdbc;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    KeyTable(JdbcTemplate jdbc, Ids ids, SecureRandom random, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public DataKey keyFor(String customerId) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            List<Row> living = rows(LIVING, customerId);
            DataKey key = living.isEmpty() ? null : living.getFirst().key();
            if (key != null) {
                return key;
            }
            byte[] secret = new byte[KEY_BYTES];
            random.nextBytes(secret);
            jdbc.update(
                    CREATE,
                    ids.next().toString(),
                    customerId,
                    secret,
                    clock.instant().atOffset(ZoneOffset.UTC));
        }
        throw new IllegalStateException("a customer's key was erased each time it was created");
    }

    @Override
    public Optional<DataKey> find(String keyId) {
        Row row = row(keyId);
        return row == null ? Optional.empty() : Optional.ofNullable(row.key());
    }

    /** The row, which may be a tombstone, or null if there never was such a key. */
    @Nullable
    Row row(String keyId) {
        List<Row> found = rows(BY_ID, keyId);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Deletes the customer's live key; returns its id, or null if there was none. */
    @Nullable
    String erase(String customerId) {
        List<String> erased = jdbc.query(
                ERASE, (rs, number) -> rs.getString("key_id"), clock.instant().atOffset(ZoneOffset.UTC), customerId);
        return erased.isEmpty() ? null : erased.getFirst();
    }

    private List<Row> rows(String sql, String argument) {
        return jdbc.query(
                sql,
                (rs, number) -> {
                    String keyId = rs.getString("key_id");
                    byte[] secret = rs.getBytes("secret");
                    return new Row(keyId, secret == null ? null : DataKey.of(keyId, secret));
                },
                argument);
    }
}
