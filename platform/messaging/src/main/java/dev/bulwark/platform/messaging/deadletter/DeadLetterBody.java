package dev.bulwark.platform.messaging.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.bulwark.platform.messaging.IncomingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A parked message in a list.
 *
 * @param key what it keeps the order of: the record's key
 * @param cause why it can't be handled; absent if it only waits behind an earlier message of its key
 */
record DeadLetterBody(
        String id,
        String consumer,
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
        int failedRedrives) {

    static DeadLetterBody of(DeadLetter letter) {
        return new DeadLetterBody(
                letter.id().toString(),
                letter.id().consumer(),
                letter.key(),
                letter.messageId(),
                letter.type(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.timestamp(),
                letter.payloadBytes(),
                letter.cause(),
                letter.parkedAt(),
                letter.failedRedrives());
    }

    /** @param nextCursor for the page that follows; absent on the last */
    record Page(List<DeadLetterBody> items, @Nullable String nextCursor) {}

    /**
     * All that is known of a parked message.
     *
     * @param position 1 for the one that holds its key back
     * @param keyLength how many of its key are parked
     * @param payloadEncoding {@code text} or {@code base64}
     */
    record Detail(
            @JsonUnwrapped DeadLetterBody message,
            long position,
            long keyLength,
            Map<String, String> headers,
            String payloadEncoding,
            String payload) {

        static Detail of(DeadLetter letter, DeadLetterTable.Position position, IncomingMessage message) {
            Payload payload = Payload.of(message.payload());
            return new Detail(
                    DeadLetterBody.of(letter),
                    position.place(),
                    position.of(),
                    message.headers(),
                    payload.encoding(),
                    payload.content());
        }
    }
}
