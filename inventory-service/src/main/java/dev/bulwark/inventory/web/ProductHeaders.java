package dev.bulwark.inventory.web;

import java.time.Duration;

import dev.bulwark.inventory.ProductView;
import org.springframework.http.CacheControl;

/** What caches may do with a product. */
final class ProductHeaders {

    /** Two seconds take the load of a rush off us; a stock count is a hint anyway, for only the reservation decides. */
    static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofSeconds(2)).cachePublic().mustRevalidate();

    private ProductHeaders() {}

    /** Everything a product shows follows from its version and its stock, and stock moves without a new version. */
    static String eTag(ProductView product) {
        return "\"" + product.version() + "." + product.available() + "\"";
    }
}
