package dev.bulwark.order.view;

import java.util.UUID;

/**
 * An event that arrived before its predecessor.
 *
 * @param payload as it came
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record HeldEvent(UUID orderId, long version, String type, byte[] payload, java.time.Instant time) {}
