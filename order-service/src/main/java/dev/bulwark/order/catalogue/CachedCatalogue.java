package dev.bulwark.order.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bulwark.order.OrderMeter;
import dev.bulwark.platform.http.jdbc.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Cache, then table, then inventory-service; what was learnt further down is kept further up.
 *
 * <p>A version never gives way to an older one, neither in the cache nor in the table. inventory-service is asked once for all skus that neither knows, and
 * not again for a moment about those it doesn't know either; the table is asked about them each time, so an announcement counts at once.
 */
@Component
class CachedCatalogue implements Catalogue, CatalogueReplica {

    private final CatalogueTable table;
    private final InventoryCatalogue inventory;
    private final Cache<String, Product> cache;
    private final Cache<String, Boolean> unknown;
    private final Counter fromCache;
    private final Counter fromTable;
    private final Counter fromInventory;

    CachedCatalogue(
            CatalogueTable table, InventoryCatalogue inventory, CatalogueProperties properties, MeterRegistry meters) {
        this.table = table;
        this.inventory = inventory;
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(properties.cacheFor())
                .maximumSize(properties.maxProducts())
                .build();
        this.unknown = Caffeine.newBuilder()
                .expireAfterWrite(properties.unknownFor())
                .maximumSize(properties.maxUnknown())
                .build();
        this.fromCache = OrderMeter.CATALOGUE.counter(meters, "cache");
        this.fromTable = OrderMeter.CATALOGUE.counter(meters, "table");
        this.fromInventory = OrderMeter.CATALOGUE.counter(meters, "inventory");
    }

    @Override
    public Map<String, Product> find(Collection<String> skus) {
        Map<String, Product> found = new HashMap<>(cache.getAllPresent(skus));
        fromCache.increment(found.size());
        Set<String> missing = new TreeSet<>(skus);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            lookUp(missing, found);
        }
        return found;
    }

    private void lookUp(Set<String> missing, Map<String, Product> found) {
        for (Product product : table.find(missing)) {
            fromTable.increment();
            found.put(product.sku(), product);
            remember(product);
        }
        missing.removeAll(found.keySet());
        missing.removeAll(unknown.getAllPresent(missing).keySet());
        if (!missing.isEmpty()) {
            ask(missing, found);
        }
    }

    private void ask(Set<String> missing, Map<String, Product> found) {
        fromInventory.increment(missing.size());
        List<Product> products = inventory.ask(missing);
        if (!products.isEmpty()) {
            put(products);
        }
        for (Product product : products) {
            found.put(product.sku(), product);
        }
        for (String sku : missing) {
            if (!found.containsKey(sku)) {
                unknown.put(sku, true);
            }
        }
    }

    @Override
    public void put(Collection<Product> products) {
        table.put(products);
        AfterCommit.run(() -> products.forEach(this::remember));
    }

    private void remember(Product product) {
        cache.asMap().merge(product.sku(), product, (known, told) -> told.version() >= known.version() ? told : known);
    }
}
