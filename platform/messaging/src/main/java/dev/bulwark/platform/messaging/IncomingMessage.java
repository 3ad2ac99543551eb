package dev.bulwark.platform.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    /** Of at most four bytes each, which leaves room in a page of an index (2 704 bytes). */
    private static final int MAX_KEY_CHARS = 255;

    /** The header's value, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** {@code ce_type}, or the empty string where the record has none. */
    public String type() {
        return headers.getOrDefault(MessageHeaders.TYPE, "");
    }

    /**
     * What order is kept by: the key, or the partition where there is none. A key longer than any of ours is cut and told apart by its
     * hash, for an index doesn't take it whole.
     */
    public String orderingKey() {
        if (key == null) {
            return topic + "-" + partition;
        }
        return key.length() <= MAX_KEY_CHARS
                ? key
                : key.substring(0, MAX_KEY_CHARS) + '#' + UUID.nameUUIDFromBytes(key.getBytes(UTF_8));
    }
}
