package dev.bulwark.platform.messaging.outbox;

import java.util.Map;

/** A committed message as the relay reads it. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record OutboxRow(long id, String topic, String key, Map<String, String> headers, byte[] payload) {}
