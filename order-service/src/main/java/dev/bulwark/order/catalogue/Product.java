package dev.bulwark.order.catalogue;

import dev.bulwark.order.domain.Money;

/**
 * A product as it is offered.
 *
 * @param version of the product in the catalogue; a higher one replaces a lower one
 */
public record Product(String sku, String name, Money price, long version) {}
