package dev.bulwark.inventory;

import dev.bulwark.inventory.domain.Price;

/** A product to be listed, with the pieces it starts with. */
public record NewProduct(String sku, String name, Price price, long quantity) {}
