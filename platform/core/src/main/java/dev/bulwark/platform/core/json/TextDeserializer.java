package dev.bulwark.platform.core.json;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a value from a string, by the parser that reads it everywhere else. Jackson's own read numbers and Base64 too. */
final class TextDeserializer<T> extends StdDeserializer<T> {

    private final Class<T> type;
    private final transient Function<String, Optional<T>> parser;

    /** @param parser nothing for what isn't spelled as it must be */
    TextDeserializer(Class<T> type, Function<String, Optional<T>> parser) {
        super(type);
        this.type = type;
        this.parser = parser;
    }

    @Override
    public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return type.cast(context.handleUnexpectedToken(type, json));
        }
        String text = json.getString();
        return parser.apply(text)
                .orElseGet(() -> type.cast(context.handleWeirdStringValue(type, text, "spelled in another way")));
    }
}
