package dev.bulwark.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The payment provider's book on the equal path, where no provider keeps one: our own figures, copied there before the audit.
 *
 * <p>So the audit's comparison with the provider says nothing on that path; everything else it judges is judged.
 */
final class EqualPathBook {

    private static final int CHUNK = 1_000;

    private EqualPathBook() {}

    static void write(Counters.Servers servers) throws SQLException {
        try (Connection ours = servers.connect("payments");
                Connection provider = servers.connect("psp");
                Statement query = ours.createStatement();
                PreparedStatement entry = provider.prepareStatement("""
                        INSERT INTO charge (key, status, id, order_id, amount, currency, refunded)
                        VALUES (?, 'CAPTURED', gen_random_uuid(), ?, ?, ?, ?)
                        ON CONFLICT (key) DO UPDATE SET refunded = excluded.refunded
                        """);
                ResultSet payments = query.executeQuery(
                        "SELECT step_id, order_id::text, captured, currency, refunded FROM payment WHERE captured > 0")) {
            provider.setAutoCommit(false);
            int rows = 0;
            while (payments.next()) {
                entry.setString(1, payments.getString(1));
                entry.setString(2, payments.getString(2));
                entry.setLong(3, payments.getLong(3));
                entry.setString(4, payments.getString(4));
                entry.setLong(5, payments.getLong(5));
                entry.addBatch();
                if (++rows % CHUNK == 0) {
                    entry.executeBatch();
                }
            }
            entry.executeBatch();
            provider.commit();
        }
    }
}
