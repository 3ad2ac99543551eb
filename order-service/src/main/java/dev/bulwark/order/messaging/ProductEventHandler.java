package dev.bulwark.order.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ProductListed;
import dev.bulwark.order.catalogue.CatalogueReplica;
import dev.bulwark.order.catalogue.Product;
import dev.bulwark.order.domain.Money;
import dev.bulwark.platform.core.value.Sku;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import org.springframework.stereotype.Component;

/** Keeps the catalogue's replica; of several versions of a product in one batch only the newest is written. */
@Component
class ProductEventHandler implements BatchHandler<Map<String, Product>> {

    private final CatalogueReplica replica;

    ProductEventHandler(CatalogueReplica replica) {
        this.replica = replica;
    }

    @Override
    public String consumer() {
        return "order-catalogue";
    }

    @Override
    public String topic() {
        return Topics.INVENTORY_EVENTS;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ProductListed.class);
    }

    @Override
    public boolean ignoresOtherTypes() {
        return true;
    }

    @Override
    public Map<String, Product> prefetch(List<Delivery> batch) {
        return new HashMap<>();
    }

    @Override
    public void handle(Delivery delivery, Map<String, Product> work) {
        ProductListed listed = (ProductListed) delivery.body();
        if (!Sku.isValid(listed.sku())) {
            throw new UndecodableMessageException("a product whose sku is none", null);
        }
        Money price = new Money(listed.price().amount(), listed.price().currency());
        Product product = new Product(listed.sku(), listed.name(), price, delivery.sequence());
        work.merge(product.sku(), product, (known, told) -> told.version() > known.version() ? told : known);
    }

    @Override
    public void flush(Map<String, Product> work) {
        if (!work.isEmpty()) {
            replica.put(work.values());
        }
    }
}
