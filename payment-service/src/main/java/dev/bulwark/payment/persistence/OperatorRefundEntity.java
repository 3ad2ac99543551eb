package dev.bulwark.payment.persistence;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/** An operator's refund as it is asked for; that it is done is written by JDBC. */
@Entity
@Table(name = "operator_refund")
@SuppressWarnings("UnusedVariable") // read by Hibernate
class OperatorRefundEntity implements Persistable<UUID> {

    @Id
    private UUID id;

    @Column(name = "order_id")
    private UUID orderId;

    private long amount;

    private String status;

    @Column(name = "requested_by")
    private String requestedBy;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Transient
    private boolean isNew;

    /** For Hibernate, which sets every field before anybody sees the object. */
    @SuppressWarnings("NullAway.Init")
    protected OperatorRefundEntity() {}

    OperatorRefundEntity(UUID id, UUID orderId, long amount, String requestedBy, Instant requestedAt) {
        this.id = id;
        this.orderId = orderId;
        this.amount = amount;
        this.status = "REQUESTED";
        this.requestedBy = requestedBy;
        this.requestedAt = requestedAt;
        this.isNew = true;
    }

    @Override
    public UUID getId() {
        return id;
    }

    /** The id is ours, so Spring Data can't tell by it and would look first. */
    @Override
    public boolean isNew() {
        return isNew;
    }

    @PostLoad
    @PostPersist
    void stored() {
        isNew = false;
    }
}
