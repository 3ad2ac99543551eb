package dev.bulwark.saga.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The sources read side by side: one case for every order that any of them knows, by {@link UuidOrder}. Two pages of each in memory. */
final class OrderCases {

    private final List<FactStream<?>> streams;

    OrderCases(List<FactStream<?>> streams) {
        this.streams = List.copyOf(streams);
    }

    /** Null at the end. */
    @Nullable
    OrderCase next() {
        UUID first = null;
        for (FactStream<?> stream : streams) {
            UUID candidate = stream.peek();
            if (candidate != null && (first == null || UuidOrder.compare(candidate, first) < 0)) {
                first = candidate;
            }
        }
        if (first == null) {
            return null;
        }
        List<Fact> facts = new ArrayList<>(streams.size());
        for (FactStream<?> stream : streams) {
            stream.take(first, facts);
        }
        return new OrderCase(first, facts);
    }
}
