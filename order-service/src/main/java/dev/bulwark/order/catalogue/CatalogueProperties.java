package dev.bulwark.order.catalogue;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cache of the catalogue's replica.
 *
 * @param cacheFor how long a product is used without reading the table. 10 s: how stale a price may be on an instance that did not
 *     receive the announcement itself
 * @param maxProducts in the cache. 20 000: a few megabytes
 * @param unknownFor how long inventory-service isn't asked again about a sku it didn't know. 2 s: spares it a client that repeats a wrong order, and
 *     a product that was listed meanwhile can be ordered as soon as its announcement arrives, or 2 s later
 * @param maxUnknown skus remembered as unknown. 10 000: a megabyte, whatever clients make up
 */
@ConfigurationProperties("bulwark.order.catalogue")
record CatalogueProperties(
        @DefaultValue("10s") Duration cacheFor,
        @DefaultValue("20000") int maxProducts,
        @DefaultValue("2s") Duration unknownFor,
        @DefaultValue("10000") int maxUnknown) {

    /** A product must not stay unorderable for longer after it was listed. */
    private static final Duration LONGEST_UNKNOWN = Duration.ofSeconds(60);

    CatalogueProperties {
        if (!cacheFor.isPositive()) {
            throw new IllegalArgumentException("bulwark.order.catalogue.cache-for must be more than 0");
        }
        if (maxProducts < 1) {
            throw new IllegalArgumentException(
                    "bulwark.order.catalogue.max-products must be at least 1, not " + maxProducts);
        }
        if (unknownFor.isNegative() || unknownFor.compareTo(LONGEST_UNKNOWN) > 0) {
            throw new IllegalArgumentException(
                    "bulwark.order.catalogue.unknown-for must be 0 to 60s, not " + unknownFor);
        }
        if (maxUnknown < 1) {
            throw new IllegalArgumentException(
                    "bulwark.order.catalogue.max-unknown must be at least 1, not " + maxUnknown);
        }
    }
}
