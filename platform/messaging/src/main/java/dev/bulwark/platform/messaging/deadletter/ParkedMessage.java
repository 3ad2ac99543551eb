package dev.bulwark.platform.messaging.deadletter;

import dev.bulwark.platform.messaging.IncomingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to the dead letters.
 *
 * @param cause why it can't be handled, or null if it only waits behind an earlier message of its key
 */
public record ParkedMessage(
        IncomingMessage message, @Nullable String cause) {}
