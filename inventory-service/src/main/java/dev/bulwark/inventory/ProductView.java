package dev.bulwark.inventory;

import dev.bulwark.inventory.domain.Price;

/**
 * A product as everybody may see it.
 *
 * @param available pieces that can be ordered at the moment of reading; gone a moment later, perhaps
 * @param version counts what happened to sku, name and price; stock moves without it
 */
public record ProductView(String sku, String name, Price price, long available, long version) {}
