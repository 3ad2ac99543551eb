package dev.bulwark.payment.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import dev.bulwark.payment.Journal;
import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.StoredPayment;
import dev.bulwark.payment.domain.Charge;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/** {@link PaymentStore} by plain JDBC: a batch of any size is one statement. */
@Repository
class JdbcPaymentStore implements PaymentStore {

    private static final String LOCK = "SELECT * FROM payment WHERE order_id = ANY (?) ORDER BY order_id FOR UPDATE";

    private static final String INSERT = """
            INSERT INTO payment (order_id, step_id, payment_id, customer_id, amount, currency, payment_method, requested_at,
                                 status, captured, refunded, operator_refunded, operator_pending, acknowledged, code, detail,
                                 version, settled_at)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[],
                                 ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[], ?::text[],
                                 ?::integer[], ?::timestamptz[])
                ON CONFLICT DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE payment p
               SET status = n.status, captured = n.captured, refunded = n.refunded, operator_refunded = n.operator_refunded,
                   operator_pending = n.operator_pending, acknowledged = n.acknowledged, code = n.code, detail = n.detail,
                   version = n.version, settled_at = n.settled_at
              FROM unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[],
                          ?::text[], ?::integer[], ?::timestamptz[])
                   AS n (order_id, status, captured, refunded, operator_refunded, operator_pending, acknowledged, code, detail,
                         version, settled_at)
             WHERE p.order_id = n.order_id
            """;

    private static final String POST = """
            INSERT INTO ledger_posting (journal_id, account, order_id, kind, amount, currency, posted_at)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[])
            """;

    private static final String SETTLE = """
            UPDATE operator_refund SET status = 'DONE', settled_at = ?::timestamptz
             WHERE id = ANY (?) AND status = 'REQUESTED'
            RETURNING id
            """;

    /** A leg of a journal. */
    private record Posting(Journal journal, String account, long amount) {}

    private final JdbcTemplate jdbc;

    JdbcPaymentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, StoredPayment> lock(Collection<UUID> orderIds) {
        Map<UUID, StoredPayment> found = HashMap.newHashMap(orderIds.size());
        PreparedStatementSetter ids =
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", orderIds.toArray()));
        jdbc.query(LOCK, ids, (RowCallbackHandler) row -> {
            StoredPayment payment = PaymentColumns.read(row);
            found.put(payment.orderId(), payment);
        });
        return found;
    }

    @Override
    public void insert(List<StoredPayment> payments) {
        int inserted = write(INSERT, payments, columns -> {
            columns.add("uuid", StoredPayment::orderId)
                    .add("text", StoredPayment::stepId)
                    .add("uuid", ofCharge(Charge::paymentId))
                    .add("text", ofCharge(Charge::customerId))
                    .add("int8", ofCharge(Charge::amount))
                    .add("text", ofCharge(Charge::currency))
                    .add("text", ofCharge(Charge::paymentMethod))
                    .add("timestamptz", p -> p.requestedAt().toString());
            addWhatChanges(columns);
        });
        if (inserted < payments.size()) {
            throw new ConflictException("a payment was begun elsewhere meanwhile");
        }
    }

    @Override
    public void update(List<StoredPayment> payments) {
        int updated = write(UPDATE, payments, columns -> addWhatChanges(columns.add("uuid", StoredPayment::orderId)));
        if (updated < payments.size()) {
            throw new IllegalStateException(
                    "of " + payments.size() + " locked payments only " + updated + " are there");
        }
    }

    private static void addWhatChanges(Columns<StoredPayment> columns) throws SQLException {
        columns.add("text", p -> p.state().status().name())
                .add("int8", ofState(PaymentColumns::captured))
                .add("int8", ofState(PaymentColumns::refunded))
                .add("int8", ofState(c -> c.operator().done()))
                .add("int8", ofState(c -> c.operator().pending()))
                .add("bool", ofState(PaymentColumns::acknowledged))
                .add("text", ofState(PaymentColumns::code))
                .add("text", ofState(PaymentColumns::detail))
                .add("int4", StoredPayment::version)
                .add("timestamptz", p -> PaymentColumns.text(p.settledAt()));
    }

    private static Function<StoredPayment, @Nullable Object> ofState(
            Function<PaymentColumns, @Nullable Object> column) {
        return payment -> column.apply(PaymentColumns.of(payment.state()));
    }

    private static Function<StoredPayment, @Nullable Object> ofCharge(Function<Charge, Object> column) {
        return ofState(columns -> columns.charge() == null ? null : column.apply(columns.charge()));
    }

    @Override
    public void post(List<Journal> journals, Instant at) {
        List<Posting> postings = new ArrayList<>(2 * journals.size());
        for (Journal journal : journals) {
            long toProvider = journal.kind() == Journal.Kind.CAPTURE ? journal.amount() : -journal.amount();
            postings.add(new Posting(journal, "psp_receivable", toProvider));
            postings.add(new Posting(journal, "customer_order", -toProvider));
        }
        write(
                POST,
                postings,
                columns -> columns.add("uuid", p -> p.journal().id())
                        .add("text", Posting::account)
                        .add("uuid", p -> p.journal().orderId())
                        .add("text", p -> p.journal().kind().name().toLowerCase(Locale.ROOT))
                        .add("int8", Posting::amount)
                        .add("text", p -> p.journal().currency())
                        .add("timestamptz", p -> at.toString()));
    }

    @Override
    public Set<UUID> settleOperatorRefunds(Collection<UUID> ids, Instant at) {
        PreparedStatementSetter parameters = statement -> {
            statement.setString(1, at.toString());
            statement.setArray(2, statement.getConnection().createArrayOf("uuid", ids.toArray()));
        };
        return new HashSet<>(jdbc.query(SETTLE, parameters, (row, number) -> row.getObject("id", UUID.class)));
    }

    @FunctionalInterface
    private interface Filler<T> {
        void fill(Columns<T> columns) throws SQLException;
    }

    private <T> int write(String sql, List<T> rows, Filler<T> filler) {
        Integer count = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                filler.fill(new Columns<>(connection, statement, rows));
                return statement.executeUpdate();
            }
        });
        return count == null ? 0 : count;
    }
}
