package dev.bulwark.acceptance.client;

import java.time.Instant;
import java.util.List;

/** An event of an order's stream, without its data. */
public record OrderEvent(long version, String type, Instant occurredAt) {

    record Page(List<OrderEvent> items) {}

    public boolean confirms() {
        return type.startsWith("order.confirmed");
    }
}
