package dev.bulwark.order.log;

import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts the JSON of one event type from one schema version to the next. The log keeps what was written; only readers see the new shape.
 *
 * @see EventCodec
 */
interface Upcaster {

    /** The event's stable name, without a version. */
    String type();

    /** The version it lifts from; it lifts to the one above. */
    int from();

    /** Changes the JSON in place or returns another. */
    ObjectNode lift(ObjectNode data);
}
