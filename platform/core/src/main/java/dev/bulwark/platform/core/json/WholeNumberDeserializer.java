package dev.bulwark.platform.core.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/** Refuses {@code -0}, which Jackson reads as 0; everything else about whole numbers is Jackson's. */
final class WholeNumberDeserializer extends DelegatingDeserializer {

    private WholeNumberDeserializer(ValueDeserializer<?> delegate) {
        super(delegate);
    }

    /** Puts one before the deserializers of {@code int} and {@code long}, boxed or not. */
    static ValueDeserializerModifier modifier() {
        return new ValueDeserializerModifier() {
            @Override
            public ValueDeserializer<?> modifyDeserializer(
                    DeserializationConfig config,
                    BeanDescription.Supplier description,
                    ValueDeserializer<?> deserializer) {
                Class<?> type = description.getBeanClass();
                boolean whole = type == long.class || type == Long.class || type == int.class || type == Integer.class;
                return whole ? new WholeNumberDeserializer(deserializer) : deserializer;
            }
        };
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
        return new WholeNumberDeserializer(delegate);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getString().equals("-0")) {
            return context.handleWeirdNumberValue(handledType(), 0, "zero has no sign");
        }
        return super.deserialize(parser, context);
    }
}
