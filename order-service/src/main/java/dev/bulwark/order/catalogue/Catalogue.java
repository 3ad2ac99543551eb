package dev.bulwark.order.catalogue;

import java.util.Collection;
import java.util.Map;

/** What products cost. */
public interface Catalogue {

    /**
     * The products with these skus; an unknown sku is missing in the answer.
     *
     * <p>Prices are as new as the last announcement that arrived here, and up to the cache's lifetime older where another instance
     * received it.
     *
     * @throws CatalogueAwayException if a sku is unknown here and the catalogue's owner can't be asked in time
     */
    Map<String, Product> find(Collection<String> skus);
}
