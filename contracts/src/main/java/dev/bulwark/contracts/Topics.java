package dev.bulwark.contracts;

import java.util.List;

/** Every topic: {@code <owner>.<commands|events|replies>}, keyed by order id ({@link #INVENTORY_EVENTS} by sku). */
public final class Topics {

    public static final String ORDER_COMMANDS = "order.commands";
    public static final String ORDER_EVENTS = "order.events";
    public static final String PAYMENT_COMMANDS = "payment.commands";
    public static final String PAYMENT_EVENTS = "payment.events";
    public static final String INVENTORY_COMMANDS = "inventory.commands";
    public static final String INVENTORY_EVENTS = "inventory.events";
    public static final String SHIPPING_COMMANDS = "shipping.commands";
    public static final String SHIPMENT_EVENTS = "shipment.events";
    public static final String SAGA_REPLIES = "saga.replies";

    /** Kept for ever, for views are rebuilt from them; all others are kept for seven days. */
    public static final List<String> KEPT_FOR_EVER = List.of(ORDER_EVENTS, PAYMENT_EVENTS, SHIPMENT_EVENTS);

    public static final List<String> ALL = List.of(
            ORDER_COMMANDS,
            ORDER_EVENTS,
            PAYMENT_COMMANDS,
            PAYMENT_EVENTS,
            INVENTORY_COMMANDS,
            INVENTORY_EVENTS,
            SHIPPING_COMMANDS,
            SHIPMENT_EVENTS,
            SAGA_REPLIES);

    private Topics() {}

    /** Whether somebody waits for an answer to what is published there. */
    public static boolean carriesCommands(String topic) {
        return topic.endsWith(".commands");
    }
}
