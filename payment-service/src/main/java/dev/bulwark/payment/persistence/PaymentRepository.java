package dev.bulwark.payment.persistence;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface PaymentRepository extends Repository<PaymentEntity, UUID> {

    Optional<PaymentEntity> findByPaymentId(UUID paymentId);

    /** Waits for a batch that holds the row, and reads it as that leaves it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<PaymentEntity> findLockedByPaymentId(UUID paymentId);
}
