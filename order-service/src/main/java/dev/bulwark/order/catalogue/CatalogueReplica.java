package dev.bulwark.order.catalogue;

import java.util.Collection;

/** Keeps the products that inventory-service announces. */
public interface CatalogueReplica {

    /** Keeps each product unless a newer version of it is known; in the caller's transaction, in one statement. */
    void put(Collection<Product> products);
}
