package dev.bulwark.platform.messaging.inbox;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.core.value.CanonicalUuid;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import org.jspecify.annotations.Nullable;

/**
 * A message with its decoded body.
 *
 * @param body one of the handler's {@link BatchHandler#types()}
 */
public record Delivery(IncomingMessage message, Object body) {

    /** The record's key. @throws UndecodableMessageException if it has none */
    public String key() {
        String key = message.key();
        if (key == null) {
            throw new UndecodableMessageException("a record without a key", null);
        }
        return key;
    }

    /** The key as the id it must be. @throws UndecodableMessageException if it is none */
    public UUID keyAsId() {
        return CanonicalUuid.parse(key())
                .orElseThrow(() -> new UndecodableMessageException("the key is no id: " + key(), null));
    }

    /** @throws UndecodableMessageException if the header is missing */
    public String required(String header) {
        String value = message.header(header);
        if (value == null) {
            throw new UndecodableMessageException("a message without " + header, null);
        }
        return value;
    }

    /** {@link MessageHeaders#SEQUENCE}. @throws UndecodableMessageException if it is missing or no number */
    public long sequence() {
        return number(MessageHeaders.SEQUENCE, required(MessageHeaders.SEQUENCE));
    }

    /** When the action expires, or null if never. */
    public @Nullable Instant expires() {
        String value = message.header(MessageHeaders.EXPIRY_TIME);
        return value == null ? null : Instant.ofEpochMilli(number(MessageHeaders.EXPIRY_TIME, value));
    }

    /** The sender's trace context, or null. */
    public @Nullable String traceparent() {
        return message.header(MessageHeaders.TRACEPARENT);
    }

    private static long number(String header, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UndecodableMessageException(header + " is no number: " + value, e);
        }
    }
}
