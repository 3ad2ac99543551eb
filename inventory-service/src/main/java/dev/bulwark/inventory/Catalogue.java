package dev.bulwark.inventory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be ordered, and its upkeep. Joins the caller's transaction where there is one.
 *
 * <p>Guarantee: a product and the message that lists it are committed together, once for each sku.
 */
@Service
@Transactional
public class Catalogue {

    private static final long FIRST_VERSION = 1;

    private final Products products;
    private final Announcements announcements;
    private final Clock clock;

    Catalogue(Products products, Announcements announcements, Clock clock) {
        this.products = products;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<ProductView> find(String sku) {
        return products.find(sku);
    }

    /** See {@link Products#find(Collection)}. */
    @Transactional(readOnly = true)
    public List<ProductView> find(Collection<String> skus) {
        return products.find(skus);
    }

    /** See {@link Products#page}. */
    @Transactional(readOnly = true)
    public List<ProductView> page(String text, String after, int limit) {
        return products.page(text, after, limit);
    }

    /** Lists the products whose sku is free, in the order given. Returns those; the others are left as they are. */
    public List<ProductView> list(List<NewProduct> candidates) {
        List<ProductView> listed = new ArrayList<>();
        for (NewProduct product : candidates) {
            if (products.add(product, clock.instant())) {
                listed.add(new ProductView(
                        product.sku(), product.name(), product.price(), product.quantity(), FIRST_VERSION));
            }
        }
        products.flush();
        announcements.listed(listed);
        return listed;
    }

    /** Puts pieces on the shelf. Empty if there is no such product. Nothing is announced: stock is asked for, not published. */
    public Optional<ProductView> restock(String sku, long quantity) {
        if (!products.restock(sku, quantity)) {
            return Optional.empty();
        }
        products.flush();
        return products.find(sku);
    }
}
