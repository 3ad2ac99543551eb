package dev.bulwark.shipping;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The shipments, many at a time: one statement each, inside the caller's transaction. */
public interface ShipmentStore {

    /** Reads and locks in the order of the ids; what is absent isn't in the map. */
    Map<UUID, StoredShipment> lock(Collection<UUID> orderIds);

    /** @throws dev.bulwark.platform.messaging.inbox.ConflictException if one of them is there by now */
    void insert(List<StoredShipment> shipments);

    /** Writes rows locked before. */
    void update(List<StoredShipment> shipments);
}
