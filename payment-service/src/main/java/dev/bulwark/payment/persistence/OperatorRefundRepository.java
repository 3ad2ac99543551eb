package dev.bulwark.payment.persistence;

import java.util.UUID;

import org.springframework.data.repository.Repository;

interface OperatorRefundRepository extends Repository<OperatorRefundEntity, UUID> {

    OperatorRefundEntity save(OperatorRefundEntity refund);
}
