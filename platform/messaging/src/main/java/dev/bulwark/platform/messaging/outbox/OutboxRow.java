package dev.bulwark.platform.messaging.outbox;

import java.util.Map;

/**
 * A committed message as the relay reads it.
 *
 * @param headerText as stored: whether it can be read is found out for this row alone, not for all that are read with it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record OutboxRow(long id, String topic, String key, String headerText, byte[] payload) {

    /** @throws IllegalArgumentException if they can't be read */
    public Map<String, String> headers() {
        return HeaderText.read(headerText);
    }
}
