package dev.bulwark.simulators.psp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The PSP's book of charges. The primary key arbitrates: whoever inserts the key's row first has decided it, charge or void, and
 * everybody later reads that decision. Each method is one statement in a transaction of its own, two where the key was known already.
 */
@Repository
class ChargeBook {

    private static final String COLUMNS = "key, status, id, order_id, amount, currency, decline_code, refunded";

    private final JdbcClient jdbc;

    ChargeBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the decision unless there is one, and answers the one that holds. */
    Charge decide(Charge proposed) {
        return insert(proposed) ? proposed : find(proposed.key()).orElseThrow();
    }

    Optional<Charge> find(String key) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM charge WHERE key = ?")
                .param(key)
                .query(ChargeBook::charge)
                .optional();
    }

    /** The charges with keys after {@code cursor}, in the bytewise order of the keys. */
    List<Charge> after(String cursor, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM charge WHERE key > ? ORDER BY key LIMIT ?")
                .param(cursor)
                .param(limit)
                .query(ChargeBook::charge)
                .list();
    }

    /** A row of the same key in flight makes this wait for its end: no decision is ever overlooked. */
    private boolean insert(Charge charge) {
        JdbcClient.StatementSpec insert = switch (charge) {
            case Charge.Captured c -> jdbc.sql("""
                                INSERT INTO charge (key, status, id, order_id, amount, currency)
                                VALUES (?, 'CAPTURED', ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
                                """).params(c.key(), c.id(), c.orderId(), c.amount(), c.currency());
            case Charge.Declined d ->
                jdbc.sql("""
                                INSERT INTO charge (key, status, id, order_id, amount, currency, decline_code)
                                VALUES (?, 'DECLINED', ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
                                """).params(d.key(), d.id(), d.orderId(), d.amount(), d.currency(), d.code());
            case Charge.Voided v ->
                jdbc.sql("INSERT INTO charge (key, status) VALUES (?, 'VOIDED') ON CONFLICT (key) DO NOTHING")
                        .param(v.key());
        };
        return insert.update() == 1;
    }

    private static Charge charge(ResultSet row, int rowNumber) throws SQLException {
        String key = row.getString("key");
        String status = row.getString("status");
        return switch (status) {
            case "CAPTURED" ->
                new Charge.Captured(
                        key,
                        row.getObject("id", UUID.class),
                        row.getString("order_id"),
                        row.getLong("amount"),
                        row.getString("currency"),
                        row.getLong("refunded"));
            case "DECLINED" ->
                new Charge.Declined(
                        key,
                        row.getObject("id", UUID.class),
                        row.getString("order_id"),
                        row.getLong("amount"),
                        row.getString("currency"),
                        row.getString("decline_code"));
            case "VOIDED" -> new Charge.Voided(key);
            default -> throw new IllegalStateException("charge " + key + " has the unknown status " + status);
        };
    }
}
