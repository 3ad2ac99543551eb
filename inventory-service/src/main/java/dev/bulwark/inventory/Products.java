package dev.bulwark.inventory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: catalogue and stock, one product at a time, inside the caller's transaction. */
public interface Products {

    Optional<ProductView> find(String sku);

    /** The products with these skus, in sku order, by one statement; a sku without a product is missing. */
    List<ProductView> find(Collection<String> skus);

    /**
     * Products in sku order.
     *
     * @param text what name or sku contain, upper or lower case; empty for all
     * @param after the last sku of the page before; empty for the first page
     */
    List<ProductView> page(String text, String after, int limit);

    /** Lists the product in version 1. Returns false, and changes nothing, if the sku is taken. */
    boolean add(NewProduct product, Instant at);

    /** Locks the stock row and puts the pieces on the shelf. Returns false if there is no such product. */
    boolean restock(String sku, long quantity);

    /** Sends pending changes to the database, so that the outbox rows that speak of them come after them. */
    void flush();
}
