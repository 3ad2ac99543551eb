package dev.bulwark.platform.messaging.deadletter;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A parked message without its body.
 *
 * @param key what it keeps the order of; several messages of a key stand in line by their numbers
 * @param cause why it can't be handled, or null if it only waits behind an earlier one
 * @param failedRedrives how often it was tried again in vain
 */
record DeadLetter(
        DeadLetterId id,
        String key,
        UUID messageId,
        String type,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        int payloadBytes,
        @Nullable String cause,
        Instant parkedAt,
        int failedRedrives) {}
