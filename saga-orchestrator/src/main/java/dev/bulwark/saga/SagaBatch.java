package dev.bulwark.saga;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.platform.messaging.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** The sagas one transaction works on, each once, and what it has to send. Not for use by several threads. */
public final class SagaBatch {

    private final Map<UUID, TrackedSaga> sagas;
    private final List<OutgoingMessage> messages = new ArrayList<>();
    private final List<Runnable> measurements = new ArrayList<>();

    /** @param stored locked rows; a saga that is missing here doesn't exist */
    public SagaBatch(Collection<TrackedSaga> stored) {
        sagas = LinkedHashMap.newLinkedHashMap(stored.size());
        stored.forEach(this::add);
    }

    @Nullable
    TrackedSaga find(UUID id) {
        return sagas.get(id);
    }

    void add(TrackedSaga saga) {
        sagas.put(saga.id(), saga);
    }

    void send(OutgoingMessage message) {
        messages.add(message);
    }

    /** To be counted once, and only if, the transaction is committed. */
    void measure(Runnable measurement) {
        measurements.add(measurement);
    }

    public Collection<TrackedSaga> sagas() {
        return sagas.values();
    }

    List<OutgoingMessage> messages() {
        return messages;
    }

    List<Runnable> measurements() {
        return measurements;
    }
}
