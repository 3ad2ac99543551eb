package dev.bulwark.order.view;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The change of a batch to one order's row for one source: the merged patches of a contiguous range of versions. */
final class ViewUpdate {

    private final UUID orderId;
    private long version;
    private @Nullable ObjectNode patch;

    ViewUpdate(UUID orderId, long known) {
        this.orderId = orderId;
        this.version = known;
    }

    UUID orderId() {
        return orderId;
    }

    /** Of the source's stream, with what was applied so far. */
    long version() {
        return version;
    }

    boolean changed() {
        return patch != null;
    }

    /** @throws IllegalStateException if nothing was applied */
    ObjectNode patch() {
        if (patch == null) {
            throw new IllegalStateException("no change of order " + orderId);
        }
        return patch;
    }

    /** Merges the patch of the next version. */
    void apply(ObjectNode next) {
        version++;
        if (patch == null) {
            patch = next;
        } else {
            patch.setAll(next);
        }
    }
}
