package dev.bulwark.platform.http.problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.platform.core.value.CanonicalUuid;
import dev.bulwark.platform.core.value.Rfc3339;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.core.value.WholeNumber;
import org.jspecify.annotations.Nullable;

/** Says which values a type allows, for people: the same for a field of a body and for a parameter. */
final class ExpectedValue {

    private static final int MAX_ENUM_NAMES = 20;

    private ExpectedValue() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .limit(MAX_ENUM_NAMES)
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return WholeNumber.RULE;
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (type == UUID.class) {
            return CanonicalUuid.RULE;
        }
        if (type == Instant.class) {
            return Rfc3339.RULE;
        }
        if (type == Sku.class) {
            return Sku.RULE;
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "must be an array" : "must be an object";
    }
}
