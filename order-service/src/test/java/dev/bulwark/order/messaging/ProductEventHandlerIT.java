package dev.bulwark.order.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.inventory.ProductListed;
import dev.bulwark.order.Incoming;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.catalogue.Catalogue;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.inbox.BatchRunner;
import dev.bulwark.platform.messaging.inbox.BatchRunners;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class ProductEventHandlerIT extends OrderServiceTestBase {

    @Autowired
    ProductEventHandler handler;

    @Autowired
    BatchRunners runners;

    @Autowired
    Catalogue catalogue;

    @Test
    void theNewestPriceCountsWhateverTheOrderOfArrival() throws Exception {
        BatchRunner<?> runner = runners.runnerFor(handler);
        String sku = "SKU-" + UUID.randomUUID();
        runner.run(List.of(listed(sku, 300, 3), listed(sku, 200, 2)));
        assertThat(price(sku)).isEqualTo(300);
        runner.run(List.of(listed(sku, 100, 1)));
        assertThat(price(sku)).isEqualTo(300);
        runner.run(List.of(listed(sku, 400, 4)));
        assertThat(price(sku)).isEqualTo(400);
    }

    private long price(String sku) {
        return catalogue.find(Set.of(sku)).get(sku).price().amount();
    }

    private static IncomingMessage listed(String sku, long price, long version) {
        return Incoming.event(
                Topics.INVENTORY_EVENTS,
                sku,
                new ProductListed(sku, "Thing", new Money(price, "EUR")),
                version,
                Instant.now());
    }
}
