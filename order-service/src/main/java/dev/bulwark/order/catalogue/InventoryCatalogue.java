package dev.bulwark.order.catalogue;

import dev.bulwark.order.domain.Money;
import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.core.PlatformUrls;
import dev.bulwark.platform.core.deadline.Deadline;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks inventory-service for one product, within the caller's deadline. The route is public: no token goes along. */
@Component
class InventoryCatalogue {

    /** What inventory-service says of a product; it says more. */
    record Answer(String sku, String name, Price price, long version) {

        record Price(long amount, String currency) {}
    }

    private final RestClient inventory;

    InventoryCatalogue(OutgoingHttp http, PlatformUrls urls) {
        this.inventory = http.client(urls.inventory()).build();
    }

    /** The product, or null where inventory-service has none. @throws CatalogueAwayException if it doesn't say */
    @Nullable
    Product ask(String sku) {
        try {
            Answer answer = inventory
                    .get()
                    .uri("/api/v1/products/{sku}", sku)
                    .retrieve()
                    .body(Answer.class);
            if (answer == null) {
                throw new CatalogueAwayException("inventory-service answered nothing about " + sku, null);
            }
            Money price = new Money(answer.price().amount(), answer.price().currency());
            return new Product(answer.sku(), answer.name(), price, answer.version());
        } catch (HttpClientErrorException.NotFound e) {
            return null;
        } catch (RestClientException e) {
            Deadline deadline = Deadline.current();
            if (deadline != null) {
                deadline.check();
            }
            throw new CatalogueAwayException("inventory-service can't be asked about " + sku, e);
        }
    }
}
