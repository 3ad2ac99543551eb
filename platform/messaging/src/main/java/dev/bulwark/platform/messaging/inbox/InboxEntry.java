package dev.bulwark.platform.messaging.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.messaging.IncomingMessage;

/**
 * A message's row in the inbox.
 *
 * <p>The day is the id's own, so that every repetition of the message looks into the same partition, on whatever day it comes; only an id
 * without a time goes by the broker's timestamp, which a repetition <em>by the broker</em> keeps.
 */
public record InboxEntry(UUID messageId, LocalDate day) {

    static InboxEntry of(IncomingMessage message) {
        Instant time = message.timedId() ? UuidV7.timeOf(message.id()) : message.timestamp();
        return new InboxEntry(message.id(), LocalDate.ofInstant(time, ZoneOffset.UTC));
    }
}
