package dev.bulwark.order.view;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.contracts.shipping.ShipmentCancelled;
import dev.bulwark.contracts.shipping.ShipmentRefused;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import dev.bulwark.platform.messaging.MessageCodec;

/** The services whose events make up the view. Each numbers its own versions of an order. */
@SuppressWarnings("ImmutableEnumChecker") // sets and maps that nobody can change
enum ViewSource {
    ORDER(
            "order",
            Topics.ORDER_EVENTS,
            Set.of(
                    OrderPlaced.class,
                    OrderCancelRequested.class,
                    OrderConfirmed.class,
                    OrderRejected.class,
                    OrderCancelled.class)),
    PAYMENT(
            "payment",
            Topics.PAYMENT_EVENTS,
            Set.of(PaymentCharged.class, PaymentRefused.class, PaymentRefunded.class)),
    SHIPMENT(
            "shipment",
            Topics.SHIPMENT_EVENTS,
            Set.of(ShipmentScheduled.class, ShipmentRefused.class, ShipmentCancelled.class));

    private final String key;
    private final String topic;
    private final Set<Class<?>> types;
    private final Map<String, Class<?>> byName;

    ViewSource(String key, String topic, Set<Class<?>> types) {
        this.key = key;
        this.topic = topic;
        this.types = types;
        this.byName = types.stream().collect(Collectors.toUnmodifiableMap(MessageCodec::typeOf, Function.identity()));
    }

    /** In the table {@code held} and in names of columns. */
    String key() {
        return key;
    }

    String topic() {
        return topic;
    }

    Set<Class<?>> types() {
        return types;
    }

    /** @throws IllegalArgumentException for a name that this source doesn't publish */
    Class<?> type(String name) {
        Class<?> type = byName.get(name);
        if (type == null) {
            throw new IllegalArgumentException(key + " publishes no " + name);
        }
        return type;
    }
}
