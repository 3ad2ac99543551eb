package dev.bulwark.shipping;

import java.util.Optional;
import java.util.UUID;

/** Single shipments, for their readers. */
public interface Shipments {

    Optional<ShipmentView> find(UUID shipmentId);
}
