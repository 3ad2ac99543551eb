package dev.bulwark.order.domain;

/** One line of an order, at the price of the moment it was placed. */
public record OrderLine(String sku, String name, int quantity, Money unitPrice, Money lineTotal) {

    /** A line whose total follows from price and quantity. @throws ArithmeticException if the total leaves the range of a long */
    public static OrderLine of(String sku, String name, int quantity, Money unitPrice) {
        return new OrderLine(sku, name, quantity, unitPrice, unitPrice.times(quantity));
    }
}
