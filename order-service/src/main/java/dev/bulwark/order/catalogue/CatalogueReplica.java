package dev.bulwark.order.catalogue;

import java.util.Collection;

/** Where announcements of products go. */
public interface CatalogueReplica {

    /** Keeps each product unless a newer version of it is known; in the caller's transaction, in one statement. */
    void put(Collection<Product> products);
}
