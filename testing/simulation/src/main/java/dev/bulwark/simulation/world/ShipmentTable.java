package dev.bulwark.simulation.world;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.bulwark.platform.messaging.inbox.ConflictException;
import dev.bulwark.shipping.ShipmentStore;
import dev.bulwark.shipping.StoredShipment;
import dev.bulwark.shipping.domain.ShipmentStatus;

/** Shipments. */
final class ShipmentTable implements ShipmentStore {

    private final Database database;
    private final World world;
    private final Map<UUID, StoredShipment> shipments = new TreeMap<>();

    ShipmentTable(Database database, World world) {
        this.database = database;
        this.world = world;
    }

    Map<UUID, StoredShipment> shipments() {
        return shipments;
    }

    @Override
    public Map<UUID, StoredShipment> lock(Collection<UUID> orderIds) {
        database.requireOpen();
        Map<UUID, StoredShipment> found = new HashMap<>();
        for (UUID order : orderIds) {
            StoredShipment shipment = shipments.get(order);
            if (shipment != null) {
                found.put(order, shipment);
            }
        }
        return found;
    }

    @Override
    public void insert(List<StoredShipment> fresh) {
        for (StoredShipment shipment : fresh) {
            if (shipments.containsKey(shipment.orderId())) {
                throw new ConflictException("a shipment was begun elsewhere meanwhile");
            }
            if (shipment.state().status() == ShipmentStatus.REQUESTED) {
                world.judge().begun(shipment.orderId(), "shipment");
            }
            database.put(shipments, shipment.orderId(), shipment);
        }
    }

    @Override
    public void update(List<StoredShipment> changed) {
        for (StoredShipment after : changed) {
            StoredShipment before = shipments.get(after.orderId());
            ShipmentStatus from =
                    before == null ? ShipmentStatus.NONE : before.state().status();
            ShipmentStatus to = after.state().status();
            boolean ended = from == ShipmentStatus.REFUSED
                    || from == ShipmentStatus.TOMBSTONE
                    || from == ShipmentStatus.CANCELLED;
            if (ended && from != to) {
                throw new Violation(
                        Invariant.TOMBSTONE,
                        "shipment of " + world.shortName(after.orderId().toString()) + ": " + from + " to " + to);
            }
            if (to == ShipmentStatus.CANCELLING) {
                world.undoes("shipment", after.orderId());
            }
            database.put(shipments, after.orderId(), after);
        }
    }
}
