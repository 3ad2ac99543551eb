package dev.bulwark.payment.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

import dev.bulwark.payment.StoredPayment;
import dev.bulwark.payment.domain.Charge;
import dev.bulwark.payment.domain.OperatorRefunds;
import dev.bulwark.payment.domain.PaymentState;
import dev.bulwark.payment.domain.PaymentStatus;
import org.jspecify.annotations.Nullable;

/** A payment's state spread over the columns that change, and put together again. */
record PaymentColumns(
        @Nullable Charge charge,
        OperatorRefunds operator,
        long captured,
        long refunded,
        boolean acknowledged,
        @Nullable String code,
        @Nullable String detail) {

    private static final OperatorRefunds NONE = OperatorRefunds.NONE;

    static PaymentColumns of(PaymentState state) {
        return switch (state) {
            case PaymentState.Requested s -> uncaptured(s.charge(), null, null);
            case PaymentState.Voiding s -> uncaptured(s.charge(), null, null);
            case PaymentState.Voided s -> uncaptured(s.charge(), null, null);
            case PaymentState.Refused s -> uncaptured(s.charge(), s.code(), s.detail());
            case PaymentState.Tombstone s -> uncaptured(null, null, null);
            case PaymentState.Charged s ->
                captured(s.charge(), s.operator(), s.operator().done(), true);
            case PaymentState.Refunding s ->
                captured(s.charge(), s.operator(), s.operator().done(), s.acknowledged());
            case PaymentState.Refunded s ->
                captured(
                        s.charge(),
                        s.operator(),
                        s.charge().amount() - s.operator().pending(),
                        s.acknowledged());
            case PaymentState.None s -> throw new IllegalArgumentException("what isn't there has no row");
        };
    }

    private static PaymentColumns uncaptured(@Nullable Charge charge, @Nullable String code, @Nullable String detail) {
        return new PaymentColumns(charge, NONE, 0, 0, false, code, detail);
    }

    private static PaymentColumns captured(
            Charge charge, OperatorRefunds operator, long refunded, boolean acknowledged) {
        return new PaymentColumns(charge, operator, charge.amount(), refunded, acknowledged, null, null);
    }

    static StoredPayment read(ResultSet row) throws SQLException {
        OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
        return new StoredPayment(
                row.getObject("order_id", UUID.class),
                row.getString("step_id"),
                state(row),
                row.getInt("version"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                settled == null ? null : settled.toInstant());
    }

    private static PaymentState state(ResultSet row) throws SQLException {
        Charge charge = charge(row);
        OperatorRefunds operator =
                new OperatorRefunds(row.getLong("operator_pending"), row.getLong("operator_refunded"));
        boolean acknowledged = row.getBoolean("acknowledged");
        return switch (PaymentStatus.valueOf(row.getString("status"))) {
            case REQUESTED -> new PaymentState.Requested(present(charge));
            case CHARGED -> new PaymentState.Charged(present(charge), operator);
            case REFUSED -> new PaymentState.Refused(charge, row.getString("code"), row.getString("detail"));
            case VOIDING -> new PaymentState.Voiding(present(charge));
            case VOIDED -> new PaymentState.Voided(present(charge));
            case REFUNDING -> new PaymentState.Refunding(present(charge), operator, acknowledged);
            case REFUNDED -> new PaymentState.Refunded(present(charge), operator, acknowledged);
            case TOMBSTONE -> new PaymentState.Tombstone();
            case NONE -> throw new IllegalStateException("what isn't there has no row");
        };
    }

    private static @Nullable Charge charge(ResultSet row) throws SQLException {
        UUID id = row.getObject("payment_id", UUID.class);
        return id == null
                ? null
                : new Charge(
                        id,
                        row.getString("customer_id"),
                        row.getLong("amount"),
                        row.getString("currency"),
                        row.getString("payment_method"));
    }

    private static Charge present(@Nullable Charge charge) {
        return Objects.requireNonNull(charge, "a payment that was begun has an id");
    }

    static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
