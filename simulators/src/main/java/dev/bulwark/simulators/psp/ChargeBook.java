package dev.bulwark.simulators.psp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.platform.http.groupcommit.GroupCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The PSP's book of charges. The primary key arbitrates: whoever inserts the key's row first has decided it, charge or void, and
 * everybody later reads that decision. Decisions that come at the same moment are written together; besides that each method is one statement in a
 * transaction of its own, two where the key was known already.
 */
@Repository
class ChargeBook {

    private static final String COLUMNS = "key, status, id, order_id, amount, currency, decline_code, refunded";
    /** Far more than come within one commit. */
    private static final int MAX_GROUP = 200;

    /** A row of the same key in flight makes this wait for its end: no decision is ever overlooked. */
    private static final String INSERT = """
            INSERT INTO charge (key, status, id, order_id, amount, currency, decline_code)
            SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[])
            ON CONFLICT (key) DO NOTHING RETURNING key""";

    private final JdbcClient jdbc;
    private final GroupCommit<Charge, Charge> group = new GroupCommit<>("psp-charges", MAX_GROUP, this::decideAll);

    ChargeBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the decision unless there is one, and answers the one that holds. */
    Charge decide(Charge proposed) {
        return group.write(
                proposed,
                () -> insert(List.of(proposed)).isEmpty() ? find(proposed.key()).orElseThrow() : proposed);
    }

    /** Null for a key that was decided before. */
    private List<@Nullable Charge> decideAll(List<Charge> proposed) {
        Set<String> inserted = insert(proposed);
        List<@Nullable Charge> decided = new ArrayList<>(proposed.size());
        for (Charge charge : proposed) {
            decided.add(inserted.remove(charge.key()) ? charge : null);
        }
        return decided;
    }

    /** The keys whose decision this is; sorted, so that two groups never wait for each other in a circle. */
    private Set<String> insert(List<Charge> charges) {
        int size = charges.size();
        String[] keys = new String[size];
        String[] statuses = new String[size];
        UUID[] ids = new UUID[size];
        String[] orders = new String[size];
        Long[] amounts = new Long[size];
        String[] currencies = new String[size];
        String[] codes = new String[size];
        int row = 0;
        for (Charge charge :
                charges.stream().sorted(Comparator.comparing(Charge::key)).toList()) {
            keys[row] = charge.key();
            switch (charge) {
                case Charge.Captured c -> {
                    statuses[row] = "CAPTURED";
                    ids[row] = c.id();
                    orders[row] = c.orderId();
                    amounts[row] = c.amount();
                    currencies[row] = c.currency();
                }
                case Charge.Declined d -> {
                    statuses[row] = "DECLINED";
                    ids[row] = d.id();
                    orders[row] = d.orderId();
                    amounts[row] = d.amount();
                    currencies[row] = d.currency();
                    codes[row] = d.code();
                }
                case Charge.Voided v -> statuses[row] = "VOIDED";
            }
            row++;
        }
        return new HashSet<>(jdbc.sql(INSERT)
                .params(keys, statuses, ids, orders, amounts, currencies, codes)
                .query(String.class)
                .list());
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
