package dev.bulwark.platform.messaging;

import java.util.Map;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;

/**
 * A message on its way to the outbox, complete: the relay adds nothing to it.
 *
 * @param key the record's key and the message's subject; messages of one key keep their order
 * @param headers every header of the record, {@link MessageHeaders#ID} and {@link MessageHeaders#TYPE} among them
 * @param payload JSON in UTF-8; owned by this record from here on, so callers don't change it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copied by nobody
public record OutgoingMessage(String topic, String key, Map<String, String> headers, byte[] payload) {

    public UUID id() {
        return UUID.fromString(header(MessageHeaders.ID));
    }

    public String type() {
        return header(MessageHeaders.TYPE);
    }

    private String header(String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalStateException("message without " + name + " for " + topic);
        }
        return value;
    }
}
