package dev.bulwark.order.log;

import dev.bulwark.order.domain.OrderEvent;

/**
 * An event as the log has it.
 *
 * @param type its stable name with the schema it was written in, for example {@code order.placed.v1}
 */
public record RecordedEvent(long version, String type, OrderEvent event) {}
