package dev.bulwark.payment.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import dev.bulwark.payment.PaymentAudit;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.platform.http.audit.RangeDigests;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** {@link PaymentAudit} in SQL. The ledger's report reads the whole ledger: a question for now and then. */
@Repository
class JdbcPaymentAudit implements PaymentAudit {

    private static final int MAX_FINDINGS = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String PAYMENTS = """
            SELECT order_id, payment_id, status, captured, refunded, operator_refunded, version, settled_at
              FROM payment WHERE order_id > ? ORDER BY order_id LIMIT ?
            """;

    private static final String DIGEST = """
            SELECT count(*) AS rows, count(*) FILTER (WHERE settled_at IS NULL) AS unusual, max(settled_at) AS settled_at,
                   md5(string_agg(concat_ws('|', order_id, payment_id, currency), ',' ORDER BY order_id)) AS made,
                   md5(string_agg(concat_ws('|', order_id, captured - refunded + operator_refunded), ',' ORDER BY order_id)
                       FILTER (WHERE captured - refunded + operator_refunded <> 0)) AS kept,
                   md5(string_agg(concat_ws('|', order_id, captured, refunded, currency), ',' ORDER BY order_id)
                       FILTER (WHERE captured <> 0 OR refunded <> 0)) AS charged,
                   md5(string_agg(concat_ws('|', order_id, version), ',' ORDER BY order_id)
                       FILTER (WHERE version > 0)) AS published
              FROM payment WHERE order_id BETWEEN range.first AND range.last
            """;

    private static final String UNBALANCED = """
            SELECT journal_id, sum(amount) AS sum FROM ledger_posting
             GROUP BY journal_id HAVING sum(amount) <> 0 ORDER BY journal_id LIMIT ?
            """;

    private static final String MISMATCHED = """
            WITH ledger AS (
                SELECT order_id,
                       coalesce(sum(amount) FILTER (WHERE kind = 'capture'), 0) AS captured,
                       coalesce(-sum(amount) FILTER (WHERE kind <> 'capture'), 0) AS refunded,
                       coalesce(-sum(amount) FILTER (WHERE kind = 'operator_refund'), 0) AS operator_refunded
                  FROM ledger_posting WHERE account = 'psp_receivable' GROUP BY order_id),
            compared AS (
                SELECT order_id,
                       coalesce(p.captured, 0) AS captured, coalesce(p.refunded, 0) AS refunded,
                       coalesce(p.operator_refunded, 0) AS operator_refunded,
                       coalesce(l.captured, 0) AS ledger_captured, coalesce(l.refunded, 0) AS ledger_refunded,
                       coalesce(l.operator_refunded, 0) AS ledger_operator_refunded
                  FROM payment p FULL JOIN ledger l USING (order_id))
            SELECT * FROM compared
             WHERE (captured, refunded, operator_refunded)
                   <> (ledger_captured, ledger_refunded, ledger_operator_refunded)
             ORDER BY order_id LIMIT ?
            """;

    private static final String TOTALS =
            "SELECT coalesce(sum(amount), 0) AS sum, count(DISTINCT journal_id) AS journals FROM ledger_posting";

    private record Totals(long sum, long journals) {}

    private final JdbcClient jdbc;
    private final RangeDigests digests;

    JdbcPaymentAudit(DataSource dataSource) {
        DeadlineJdbcTemplate template = new DeadlineJdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(template);
        this.digests = new RangeDigests(template, DIGEST);
    }

    @Override
    public List<Line> payments(@Nullable UUID after, int limit) {
        return jdbc.sql(PAYMENTS)
                .params(after == null ? FIRST : after, limit)
                .query(JdbcPaymentAudit::line)
                .list();
    }

    @Override
    public List<RangeDigest> digests(IdRanges ranges) {
        return digests.of(ranges);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
        return new Line(
                row.getObject("order_id", UUID.class),
                row.getObject("payment_id", UUID.class),
                row.getString("status"),
                row.getLong("captured"),
                row.getLong("refunded"),
                row.getLong("operator_refunded"),
                row.getLong("version"),
                settled == null ? null : settled.toInstant());
    }

    /** All of one snapshot, or a payment booked between two questions would look like a fault. */
    @Override
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public LedgerReport ledger() {
        Totals totals = jdbc.sql(TOTALS)
                .query((row, number) -> new Totals(row.getLong("sum"), row.getLong("journals")))
                .single();
        return new LedgerReport(totals.sum(), unbalanced(), mismatched(), totals.journals());
    }

    private List<UnbalancedJournal> unbalanced() {
        return jdbc.sql(UNBALANCED)
                .param(MAX_FINDINGS)
                .query((row, number) ->
                        new UnbalancedJournal(row.getObject("journal_id", UUID.class), row.getLong("sum")))
                .list();
    }

    private List<Mismatch> mismatched() {
        return jdbc.sql(MISMATCHED)
                .param(MAX_FINDINGS)
                .query((row, number) -> new Mismatch(
                        row.getObject("order_id", UUID.class),
                        row.getLong("captured"),
                        row.getLong("refunded"),
                        row.getLong("operator_refunded"),
                        row.getLong("ledger_captured"),
                        row.getLong("ledger_refunded"),
                        row.getLong("ledger_operator_refunded")))
                .list();
    }
}
