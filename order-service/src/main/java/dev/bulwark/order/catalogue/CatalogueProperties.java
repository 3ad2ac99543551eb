package dev.bulwark.order.catalogue;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cache of the catalogue's replica.
 *
 * @param cacheFor how long a product is believed without looking at the table. 10 s: how stale a price may be on an instance that didn't
 *     receive the announcement itself
 * @param maxProducts in the cache. 20 000: a few megabytes
 */
@ConfigurationProperties("bulwark.order.catalogue")
record CatalogueProperties(
        @DefaultValue("10s") Duration cacheFor,
        @DefaultValue("20000") int maxProducts) {

    CatalogueProperties {
        if (!cacheFor.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.catalogue.cache-for must be more than 0");
        }
        if (maxProducts < 1) {
            throw new IllegalArgumentException(
                    "bulwark.order.catalogue.max-products must be at least 1, not " + maxProducts);
        }
    }
}
