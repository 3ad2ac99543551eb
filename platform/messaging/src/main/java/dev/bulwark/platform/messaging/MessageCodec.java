package dev.bulwark.platform.messaging;

import dev.bulwark.contracts.MessageType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wire records to JSON and back.
 *
 * <p>Reading ignores unknown fields, so that owners can add some; a missing component of a record that is not nullable fails
 * only where it is used. Writing leaves absent components out. Depth and sizes are bounded.
 */
public final class MessageCodec {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_STRING_CHARS = 1_048_576;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING_CHARS)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    /** The record as JSON in UTF-8. */
    public byte[] encode(Object message) {
        return json.writeValueAsBytes(message);
    }

    /** @throws UndecodableMessageException if the bytes are no JSON of this record */
    public <T> T decode(byte[] payload, Class<T> type) {
        if (payload.length == 0) {
            throw new UndecodableMessageException("no value where " + type.getSimpleName() + " was expected", null);
        }
        try {
            T value = json.readValue(payload, type);
            if (value == null) {
                throw new UndecodableMessageException("null where " + type.getSimpleName() + " was expected", null);
            }
            return value;
        } catch (JacksonException e) {
            throw new UndecodableMessageException(
                    "no valid " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The stable name of a wire record. @throws IllegalArgumentException if the class carries no {@link MessageType} */
    public static String typeOf(Class<?> type) {
        MessageType name = type.getAnnotation(MessageType.class);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " carries no @MessageType");
        }
        return name.value();
    }
}
