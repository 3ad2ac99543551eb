package dev.bulwark.acceptance.client;

import java.util.UUID;

/** Somebody who keeps the catalogue. */
public final class Merchant {

    public static final String PRODUCTS = "/api/v1/products";

    /** @param quantity in stock from the start */
    public record NewProduct(String sku, String name, Money price, long quantity) {}

    private record Restock(long quantity) {}

    private final Http gateway;
    private final String token;

    Merchant(Http gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** A product of a new sku. */
    public Product list(long quantity) {
        String sku = "T-" + UUID.randomUUID();
        return list(new NewProduct(sku, "Made for a test", Money.euros(1_250), quantity), sku)
                .expect(201)
                .as(Product.class);
    }

    public Answer list(NewProduct product, String key) {
        return gateway.post(PRODUCTS).bearer(token).key(key).json(product).send();
    }

    public Answer restock(String sku, long quantity, String key) {
        return gateway.post(PRODUCTS + "/" + sku + "/restocks")
                .bearer(token)
                .key(key)
                .json(new Restock(quantity))
                .send();
    }

    /** As everybody sees it. */
    public Product product(String sku) {
        return gateway.get(PRODUCTS + "/" + sku).send().expect(200).as(Product.class);
    }
}
