package dev.bulwark.benchmarks;

/**
 * The orders of a load: of every hundred, three with a declined card, one without stock, one that no carrier delivers; 95 go through.
 *
 * <p>The five are spread evenly, so that any run of some hundred orders has its share.
 */
final class OrderMix {

    static final double COMPENSATED_SHARE = 0.05;
    private static final int SKUS = 100;

    private OrderMix() {}

    static String body(long number) {
        int place = (int) (number % 100);
        String sku = place == 67 ? "SKU-EMPTY" : "SKU-%04d".formatted(1 + (number * 7) % SKUS);
        String card = place == 7 || place == 27 || place == 47 ? "pm_card_declined" : "pm_card_ok";
        String postalCode = place == 87 ? "00000" : "10115";
        return """
                {"items":[{"sku":"%s","quantity":1}],"paymentMethod":"%s","shippingAddress":{"name":"Ada Load",\
                "line1":"Chausseestrasse 1","city":"Berlin","postalCode":"%s","country":"DE"}}""".formatted(sku, card, postalCode);
    }
}
