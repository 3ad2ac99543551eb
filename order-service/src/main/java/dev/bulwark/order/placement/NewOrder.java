package dev.bulwark.order.placement;

import java.util.Map;

import dev.bulwark.order.keys.PersonalData;

/**
 * What a customer orders, checked but not priced.
 *
 * @param quantities by sku, in the order in which they are shown
 */
public record NewOrder(
        String customerId, Map<String, Integer> quantities, String paymentMethod, PersonalData personalData) {}
