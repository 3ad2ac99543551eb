package dev.bulwark.platform.core.json;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bulwark.platform.core.value.CanonicalUuid;
import dev.bulwark.platform.core.value.Rfc3339;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as the HTTP contract wants it: unknown fields, duplicate keys, trailing input and values of another type are refused, nesting
 * and numbers are bounded, absent components are left out, ids and times have one spelling.
 *
 * <p>Its own class, and no {@link JsonMapper} bean: messages must ignore unknown fields, and Boot's mapper stays as it is.
 * Limit: a missing component that isn't primitive arrives as null; the request record checks for it.
 */
public final class HttpJson {

    private static final int MAX_DEPTH = 50;
    /** A long has 19 digits; what is longer isn't one of ours. */
    private static final int MAX_NUMBER_CHARS = 32;

    private static final int MAX_NAME_CHARS = 256;
    private static final int MAX_STRING_CHARS = 65_536;

    private final JsonMapper mapper = JsonMapper.builder(boundedFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .withCoercionConfig(LogicalType.Textual, HttpJson::refuseScalars)
            .addModule(values())
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    public JsonMapper mapper() {
        return mapper;
    }

    private static SimpleModule values() {
        SimpleModule values = new SimpleModule();
        values.addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, Rfc3339::parse));
        values.addDeserializer(UUID.class, new TextDeserializer<>(UUID.class, CanonicalUuid::parse));
        values.setDeserializerModifier(WholeNumberDeserializer.modifier());
        return values;
    }

    private static void refuseScalars(MutableCoercionConfig textual) {
        textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static JsonFactory boundedFactory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_CHARS)
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxStringLength(MAX_STRING_CHARS)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }
}
