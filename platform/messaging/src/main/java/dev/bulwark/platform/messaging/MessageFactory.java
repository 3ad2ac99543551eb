package dev.bulwark.platform.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.bulwark.contracts.Keyed;
import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.core.Ids;
import org.jspecify.annotations.Nullable;

/** Turns wire records into complete messages: a new id, the time, this service as the source, the caller's trace context. */
public final class MessageFactory {

    private final String source;
    private final MessageCodec codec;
    private final Ids ids;
    private final Clock clock;

    /** @param service the service's name, for example {@code order-service} */
    public MessageFactory(String service, MessageCodec codec, Ids ids, Clock clock) {
        this.source = "/" + service;
        this.codec = codec;
        this.ids = ids;
        this.clock = clock;
    }

    /** An event: {@code sequence} is the version of the subject's stream after it. */
    public OutgoingMessage event(String topic, String key, Object body, long sequence, @Nullable String traceparent) {
        Map<String, String> headers = headers(key, body, traceparent);
        headers.put(MessageHeaders.SEQUENCE, Long.toString(sequence));
        return message(topic, key, headers, body);
    }

    /**
     * A command of a saga's step, or its compensation.
     *
     * @param expires after this moment nobody waits for the action; null for what never expires
     */
    public OutgoingMessage command(
            String topic,
            String key,
            Object body,
            String saga,
            String step,
            @Nullable Instant expires,
            @Nullable String traceparent) {
        Map<String, String> headers = headers(key, body, traceparent);
        headers.put(MessageHeaders.SAGA, saga);
        headers.put(MessageHeaders.STEP, step);
        if (expires != null) {
            headers.put(MessageHeaders.EXPIRY_TIME, Long.toString(expires.toEpochMilli()));
        }
        return message(topic, key, headers, body);
    }

    /** The answer to a command: the same saga and step, so that the saga knows what it is for. */
    public OutgoingMessage reply(
            String topic, String key, Object body, String saga, String step, @Nullable String traceparent) {
        return command(topic, key, body, saga, step, null, traceparent);
    }

    private Map<String, String> headers(String key, Object body, @Nullable String traceparent) {
        Map<String, String> headers = new LinkedHashMap<>(16);
        headers.put(MessageHeaders.SPEC_VERSION, "1.0");
        headers.put(MessageHeaders.ID, ids.next().toString());
        headers.put(MessageHeaders.TYPE, MessageCodec.typeOf(body.getClass()));
        headers.put(MessageHeaders.SOURCE, source);
        headers.put(MessageHeaders.TIME, clock.instant().toString());
        headers.put(MessageHeaders.SUBJECT, key);
        headers.put(MessageHeaders.CONTENT_TYPE, "application/json");
        if (traceparent != null) {
            headers.put(MessageHeaders.TRACEPARENT, traceparent);
        }
        return headers;
    }

    /** @throws IllegalArgumentException if the key isn't that of the body: every consumer would make a dead letter of it */
    private OutgoingMessage message(String topic, String key, Map<String, String> headers, Object body) {
        if (body instanceof Keyed keyed && !keyed.messageKey().equals(key)) {
            throw new IllegalArgumentException("a message about " + keyed.messageKey() + " under the key " + key);
        }
        return new OutgoingMessage(topic, key, headers, codec.encode(body));
    }
}
