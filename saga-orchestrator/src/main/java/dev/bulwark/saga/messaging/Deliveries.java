package dev.bulwark.saga.messaging;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.platform.messaging.inbox.Delivery;

/** What both handlers ask of a batch. */
final class Deliveries {

    private Deliveries() {}

    /** The sagas the batch is about. @throws dev.bulwark.platform.messaging.UndecodableMessageException if a key is no id */
    static Set<UUID> ids(List<Delivery> batch) {
        return batch.stream().map(Delivery::keyAsId).collect(Collectors.toSet());
    }
}
