package dev.bulwark.platform.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from the broker, nothing decoded but its identity and its headers.
 *
 * @param id {@code ce_id} where it is a UUIDv7, else a name-based UUID of topic, partition and offset
 * @param timedId whether {@code id} carries its own time
 * @param key absent on records that nobody of ours published
 * @param timestamp the broker's
 * @param payload empty for a record without a value
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record IncomingMessage(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Nullable String key,
        UUID id,
        boolean timedId,
        Map<String, String> headers,
        byte[] payload) {

    /** The header's value, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** {@code ce_type}, or the empty string where the record has none. */
    public String type() {
        return headers.getOrDefault(MessageHeaders.TYPE, "");
    }

    /** What order is kept by: the key, or the partition where there is none. */
    public String orderingKey() {
        return key != null ? key : topic + "-" + partition;
    }
}
