package dev.bulwark.order;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;

/** Messages as the broker would deliver them. */
public final class Incoming {

    private static final MessageCodec CODEC = new MessageCodec();
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC(), new SplittableRandom()::nextLong);

    private Incoming() {}

    public static synchronized UUID id() {
        return IDS.next();
    }

    public static IncomingMessage command(String topic, UUID orderId, Object body) {
        Map<String, String> headers = headers(orderId, body);
        headers.put(MessageHeaders.SAGA, orderId.toString());
        headers.put(MessageHeaders.STEP, orderId + ":order");
        return message(topic, orderId.toString(), body, headers);
    }

    public static IncomingMessage event(String topic, String key, Object body, long sequence, Instant time) {
        Map<String, String> headers = headers(key, body);
        headers.put(MessageHeaders.SEQUENCE, Long.toString(sequence));
        headers.put(MessageHeaders.TIME, time.toString());
        return message(topic, key, body, headers);
    }

    private static Map<String, String> headers(Object key, Object body) {
        Map<String, String> headers = new HashMap<>();
        headers.put(MessageHeaders.ID, id().toString());
        headers.put(MessageHeaders.TYPE, MessageCodec.typeOf(body.getClass()));
        headers.put(MessageHeaders.SUBJECT, key.toString());
        return headers;
    }

    private static IncomingMessage message(String topic, String key, Object body, Map<String, String> headers) {
        UUID id = UUID.fromString(headers.get(MessageHeaders.ID));
        return new IncomingMessage(topic, 0, 0, Instant.now(), key, id, true, headers, CODEC.encode(body));
    }
}
