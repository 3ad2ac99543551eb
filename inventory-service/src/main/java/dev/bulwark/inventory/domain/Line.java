package dev.bulwark.inventory.domain;

/** So many pieces of one sku. */
public record Line(String sku, long quantity) {

    public Line {
        if (sku.isBlank()) {
            throw new IllegalArgumentException("a line without a sku");
        }
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity of " + sku + " must be positive: " + quantity);
        }
    }
}
