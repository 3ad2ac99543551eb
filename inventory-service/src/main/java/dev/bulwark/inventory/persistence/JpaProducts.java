package dev.bulwark.inventory.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.bulwark.inventory.NewProduct;
import dev.bulwark.inventory.ProductView;
import dev.bulwark.inventory.Products;
import jakarta.persistence.EntityManager;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** {@link Products} by Spring Data JPA. */
@Component
final class JpaProducts implements Products {

    private final ProductRows products;
    private final StockRows stock;
    private final EntityManager entities;

    JpaProducts(ProductRows products, StockRows stock, EntityManager entities) {
        this.products = products;
        this.stock = stock;
        this.entities = entities;
    }

    @Override
    public Optional<ProductView> find(String sku) {
        return products.find(sku).map(ProductRow::view);
    }

    @Override
    public List<ProductView> find(Collection<String> skus) {
        return products.findAll(skus).stream().map(ProductRow::view).toList();
    }

    @Override
    public List<ProductView> page(String text, String after, int limit) {
        String literal = text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
        return products.page("%" + literal + "%", after, Limit.of(limit)).stream()
                .map(ProductRow::view)
                .toList();
    }

    @Override
    public boolean add(NewProduct product, Instant at) {
        int added = products.insertIfFree(
                product.sku(),
                product.name(),
                product.price().amount(),
                product.price().currency(),
                at);
        if (added == 1) {
            entities.persist(new StockRow(product.sku(), product.quantity()));
        }
        return added == 1;
    }

    @Override
    public boolean restock(String sku, long quantity) {
        Optional<StockRow> row = stock.lock(sku);
        row.ifPresent(found -> found.restock(quantity));
        return row.isPresent();
    }

    @Override
    public void flush() {
        entities.flush();
    }
}
