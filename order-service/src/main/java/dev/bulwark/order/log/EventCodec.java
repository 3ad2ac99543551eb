package dev.bulwark.order.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderState;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events and snapshots to JSON and back, under stable names that outlive classes.
 *
 * <p>An event of an older schema passes through its {@link Upcaster}s, one version at a time. An event of a newer schema than this
 * code knows is refused: guessing would corrupt what is decided on it.
 */
final class EventCodec {

    /** The name, and the schema that is written today. */
    record Type(String name, int schema, Class<? extends OrderEvent> event) {}

    private static final List<Type> TYPES = List.of(
            new Type("order.placed", 1, OrderEvent.Placed.class),
            new Type("order.cancel-requested", 1, OrderEvent.CancelRequested.class),
            new Type("order.confirmed", 1, OrderEvent.Confirmed.class),
            new Type("order.rejected", 1, OrderEvent.Rejected.class),
            new Type("order.cancelled", 1, OrderEvent.Cancelled.class));

    private static final Map<String, Class<? extends OrderState.Existing>> STATES = Map.of(
            "pending", OrderState.Pending.class,
            "cancel-requested", OrderState.CancelRequested.class,
            "confirmed", OrderState.Confirmed.class,
            "rejected", OrderState.Rejected.class,
            "cancelled", OrderState.Cancelled.class);

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addMixIn(OrderId.class, OrderIdAsText.class)
            .build();
    private final Map<String, Type> byName;
    private final Map<Class<?>, Type> byClass;
    private final Map<String, Upcaster> upcasters = new HashMap<>();

    EventCodec() {
        this(TYPES, List.of());
    }

    EventCodec(List<Type> types, List<Upcaster> upcasters) {
        byName = types.stream().collect(Collectors.toMap(Type::name, t -> t));
        byClass = types.stream().collect(Collectors.toMap(Type::event, t -> t));
        upcasters.forEach(u -> this.upcasters.put(u.type() + u.from(), u));
    }

    Type typeOf(OrderEvent event) {
        Type type = byClass.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("an event without a name: " + event.getClass());
        }
        return type;
    }

    String write(OrderEvent event) {
        return json.writeValueAsString(event);
    }

    /** @throws IllegalStateException on an unknown name, an unknown schema, or a gap in the upcasters */
    OrderEvent read(String name, int schema, String data) {
        Type type = byName.get(name);
        if (type == null || schema > type.schema()) {
            throw new IllegalStateException(
                    "the log holds " + name + ".v" + schema + ", which this version doesn't know");
        }
        if (schema == type.schema()) {
            return json.readValue(data, type.event());
        }
        ObjectNode node = (ObjectNode) json.readTree(data);
        for (int version = schema; version < type.schema(); version++) {
            Upcaster upcaster = upcasters.get(name + version);
            if (upcaster == null) {
                throw new IllegalStateException("nothing lifts " + name + " from schema " + version);
            }
            node = upcaster.lift(node);
        }
        return json.treeToValue(node, type.event());
    }

    String writeState(OrderState.Existing state) {
        ObjectNode node = json.createObjectNode();
        node.put("phase", nameOf(state));
        node.set("state", json.<JsonNode>valueToTree(state));
        return json.writeValueAsString(node);
    }

    OrderState.Existing readState(String data) {
        JsonNode node = json.readTree(data);
        Class<? extends OrderState.Existing> type =
                STATES.get(node.path("phase").stringValue(""));
        if (type == null) {
            throw new IllegalStateException("a snapshot in an unknown phase: " + node.path("phase"));
        }
        return json.treeToValue(node.path("state"), type);
    }

    private static String nameOf(OrderState.Existing state) {
        return switch (state) {
            case OrderState.Pending ignored -> "pending";
            case OrderState.CancelRequested ignored -> "cancel-requested";
            case OrderState.Confirmed ignored -> "confirmed";
            case OrderState.Rejected ignored -> "rejected";
            case OrderState.Cancelled ignored -> "cancelled";
        };
    }

    /** The domain carries no annotations. */
    private abstract static class OrderIdAsText {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        OrderIdAsText(UUID ignored) {}

        @JsonValue
        abstract UUID value();
    }
}
