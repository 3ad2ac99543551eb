package dev.bulwark.inventory.web;

import java.util.List;

import dev.bulwark.inventory.ProductView;
import org.jspecify.annotations.Nullable;

/** @param nextCursor null on the last page */
record ProductPage(List<ProductView> items, @Nullable String nextCursor) {

    /** @param found one more than {@code limit} if there is another page */
    static ProductPage of(List<ProductView> found, int limit) {
        if (found.size() <= limit) {
            return new ProductPage(found, null);
        }
        List<ProductView> items = found.subList(0, limit);
        return new ProductPage(items, Cursor.after(items.getLast().sku()));
    }
}
