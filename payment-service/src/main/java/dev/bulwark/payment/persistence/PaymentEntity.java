package dev.bulwark.payment.persistence;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.payment.PaymentView;
import dev.bulwark.payment.domain.PaymentStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A payment for the use cases about a single one. The saga's way changes the row by JDBC; both lock it first. */
@Entity
@Table(name = "payment")
@DynamicUpdate
class PaymentEntity {

    @Id
    @Column(name = "order_id")
    private UUID orderId;

    @Column(name = "payment_id", updatable = false)
    private @Nullable UUID paymentId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private PaymentStatus status;

    @Column(name = "step_id", updatable = false)
    private String stepId;

    @Column(name = "customer_id", updatable = false)
    private @Nullable String customerId;

    @Column(updatable = false)
    private @Nullable Long amount;

    @Column(updatable = false)
    private @Nullable String currency;

    @Column(updatable = false)
    private long captured;

    @Column(updatable = false)
    private long refunded;

    @Column(name = "operator_pending")
    private long operatorPending;

    @Column(updatable = false)
    private @Nullable String code;

    @Column(name = "requested_at", updatable = false)
    private Instant requestedAt;

    @Column(name = "settled_at")
    private @Nullable Instant settledAt;

    /** For Hibernate, which sets every field before anybody sees the object. */
    @SuppressWarnings("NullAway.Init")
    protected PaymentEntity() {}

    UUID orderId() {
        return orderId;
    }

    String stepId() {
        return stepId;
    }

    String currency() {
        return present(currency);
    }

    /** What can still be given back: nothing unless it is charged, for then the saga sees to the rest. */
    long left() {
        return status == PaymentStatus.CHARGED ? captured - refunded - operatorPending : 0;
    }

    /** Reserves part of what is left; the payment isn't settled until the provider has answered. */
    void reserve(long part) {
        if (part <= 0 || part > left()) {
            throw new IllegalArgumentException("of " + left() + " left, " + part + " can't be given back");
        }
        operatorPending += part;
        settledAt = null;
    }

    PaymentView view() {
        return new PaymentView(
                present(paymentId),
                orderId,
                present(customerId),
                status.name(),
                present(amount),
                present(currency),
                captured,
                refunded,
                code,
                requestedAt,
                settledAt);
    }

    /** Found by its payment id, so it was begun, so all of this is there. */
    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a payment that was begun lacks a part");
        }
        return value;
    }
}
