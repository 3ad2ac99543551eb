package dev.bulwark.platform.messaging.inbox;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import dev.bulwark.contracts.Keyed;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;

/**
 * Reads messages for one handler: by type, tolerant of unknown fields, and never by throwing. A message whose key and body disagree is a fault for
 * every consumer alike: one that went by the key would lock other rows than one that went by the body changes.
 */
final class MessageDecoder {

    private final MessageCodec codec;
    private final Map<String, Class<?>> types;
    private final boolean ignoresOtherTypes;
    private final Predicate<LocalDate> window;

    /** @param window the days for which the consumer can tell whether it has seen a message */
    MessageDecoder(BatchHandler<?> handler, MessageCodec codec, Predicate<LocalDate> window) {
        this.codec = codec;
        this.types = new HashMap<>();
        handler.types().forEach(type -> types.put(MessageCodec.typeOf(type), type));
        this.ignoresOtherTypes = handler.ignoresOtherTypes();
        this.window = window;
    }

    Decoded decode(IncomingMessage message) {
        Class<?> type = types.get(message.type());
        if (type == null) {
            return ignoresOtherTypes && !message.type().isEmpty()
                    ? new Decoded(message, null, null, false)
                    : new Decoded(message, null, "unknown type '" + message.type() + "'", outside(message));
        }
        if (outside(message)) {
            return new Decoded(message, null, "its time is outside what the inbox remembers", true);
        }
        try {
            Object body = codec.decode(message.payload(), type);
            return body instanceof Keyed keyed && !keyed.messageKey().equals(message.key())
                    ? new Decoded(message, null, "the record's key isn't that of the message in it", false)
                    : new Decoded(message, new Delivery(message, body), null, false);
        } catch (RuntimeException e) { // whatever a body makes a deserializer throw, it makes it throw every time
            return new Decoded(message, null, e.toString(), false);
        }
    }

    private boolean outside(IncomingMessage message) {
        return !window.test(InboxEntry.of(message).day());
    }
}
