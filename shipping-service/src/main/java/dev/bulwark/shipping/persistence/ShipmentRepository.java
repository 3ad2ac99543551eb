package dev.bulwark.shipping.persistence;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface ShipmentRepository extends Repository<ShipmentEntity, UUID> {

    Optional<ShipmentEntity> findByShipmentId(UUID shipmentId);
}
