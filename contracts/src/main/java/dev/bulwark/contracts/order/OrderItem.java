package dev.bulwark.contracts.order;

import dev.bulwark.contracts.Money;

/** One line of an order at the price of the moment it was placed. */
public record OrderItem(String sku, String name, int quantity, Money unitPrice, Money lineTotal) {}
