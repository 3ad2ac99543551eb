package dev.bulwark.contracts.inventory;

import dev.bulwark.contracts.Keyed;
import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.Money;

/** The catalogue has, or has changed, this product. The message's sequence is the product's version. */
@MessageType("inventory.product-listed.v1")
public record ProductListed(String sku, String name, Money price) implements Keyed {

    @Override
    public String messageKey() {
        return sku;
    }
}
