package dev.bulwark.platform.http.parameter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import dev.bulwark.platform.core.value.CanonicalUuid;
import dev.bulwark.platform.core.value.Rfc3339;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.core.value.WholeNumber;

/** The parser of each type that a parameter can have. */
final class ParameterTypes {

    static final Map<Class<?>, Function<String, ? extends Optional<?>>> PARSERS = Map.of(
            UUID.class, CanonicalUuid::parse,
            Instant.class, Rfc3339::parse,
            Sku.class, Sku::parse,
            Long.class, ParameterTypes::wholeNumber,
            long.class, ParameterTypes::wholeNumber,
            Integer.class, ParameterTypes::smallNumber,
            int.class, ParameterTypes::smallNumber,
            Boolean.class, ParameterTypes::truth,
            boolean.class, ParameterTypes::truth);

    private ParameterTypes() {}

    /** @throws IllegalArgumentException if the text isn't spelled as a value of that type must be */
    static Object parse(Class<?> type, String text) {
        Function<String, ? extends Optional<?>> parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalStateException("no parameter has the type " + type.getName());
        }
        return parser.apply(text)
                .orElseThrow(() -> new IllegalArgumentException("not spelled as a " + type.getSimpleName()));
    }

    private static Optional<Long> wholeNumber(String text) {
        var number = WholeNumber.parse(text);
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static Optional<Integer> smallNumber(String text) {
        return wholeNumber(text).filter(number -> number == number.intValue()).map(Long::intValue);
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
