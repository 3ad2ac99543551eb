package dev.bulwark.shipping.persistence;

import java.util.Optional;
import java.util.UUID;

import dev.bulwark.shipping.ShipmentView;
import dev.bulwark.shipping.Shipments;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** {@link Shipments} by JPA. */
@Repository
class JpaShipments implements Shipments {

    private final ShipmentRepository shipments;

    JpaShipments(ShipmentRepository shipments) {
        this.shipments = shipments;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ShipmentView> find(UUID shipmentId) {
        return shipments.findByShipmentId(shipmentId).map(ShipmentEntity::view);
    }
}
