package dev.bulwark.order.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.bulwark.order.domain.Money;
import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.client.ServiceTokens;
import dev.bulwark.platform.core.PlatformUrls;
import dev.bulwark.platform.core.deadline.Deadline;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks inventory-service for products, all in one call, within the caller's deadline. */
@Component
class InventoryCatalogue {

    /** What inventory-service takes in one call, and what an order holds at most. */
    private static final int MAX_SKUS_PER_CALL = 100;

    record Lookup(List<String> skus) {}

    record Answer(@Nullable List<Item> items) {

        /** What inventory-service says of a product; it says more. */
        record Item(String sku, String name, Price price, long version) {}

        record Price(long amount, String currency) {}
    }

    private final RestClient inventory;

    InventoryCatalogue(OutgoingHttp http, ServiceTokens tokens, PlatformUrls urls) {
        this.inventory =
                http.client(urls.inventory()).requestInterceptor(tokens).build();
    }

    /**
     * The products with these skus; one that inventory-service doesn't have is missing. Only its answer 200 says so: a 404 is a wrong URL.
     *
     * @throws CatalogueUnavailableException if it doesn't say
     */
    List<Product> ask(Collection<String> skus) {
        List<String> all = List.copyOf(skus);
        List<Product> products = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_SKUS_PER_CALL) {
            List<String> asked = all.subList(from, Math.min(all.size(), from + MAX_SKUS_PER_CALL));
            call(asked).stream()
                    .filter(item -> asked.contains(item.sku()))
                    .map(InventoryCatalogue::product)
                    .forEach(products::add);
        }
        return products;
    }

    private List<Answer.Item> call(List<String> skus) {
        try {
            Answer answer = inventory
                    .post()
                    .uri("/internal/products/lookup")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Lookup(skus))
                    .retrieve()
                    .body(Answer.class);
            List<Answer.Item> items = answer == null ? null : answer.items();
            if (items == null) {
                throw new CatalogueUnavailableException(
                        "inventory-service answered nothing about " + skus.size() + " skus", null);
            }
            return items;
        } catch (RestClientException e) {
            Deadline deadline = Deadline.current();
            if (deadline != null) {
                deadline.check();
            }
            throw new CatalogueUnavailableException(
                    "inventory-service can't be asked about " + skus.size() + " skus", e);
        }
    }

    private static Product product(Answer.Item item) {
        return new Product(
                item.sku(),
                item.name(),
                new Money(item.price().amount(), item.price().currency()),
                item.version());
    }
}
