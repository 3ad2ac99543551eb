package dev.bulwark.order.catalogue;

import java.util.Collection;
import java.util.Map;

/** The products on offer and their prices. */
public interface Catalogue {

    /**
     * The products with these skus; an unknown sku is missing from the result.
     *
     * <p>Prices are as new as the last announcement that arrived here, and up to the cache's lifetime older where another instance
     * received it.
     *
     * @throws CatalogueUnavailableException if a sku is unknown here and inventory-service does not answer in time
     */
    Map<String, Product> find(Collection<String> skus);
}
