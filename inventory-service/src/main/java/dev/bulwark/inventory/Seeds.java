package dev.bulwark.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.bulwark.inventory.domain.Price;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Lists the demonstration products through the same use case as a merchant's, in one transaction, each once: start-ups after the
 * first, and instances that start at the same time, find them there. The service is not ready before.
 */
@Component
final class Seeds implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Seeds.class);
    private static final String CURRENCY = "EUR";

    private final Catalogue catalogue;
    private final InventoryProperties properties;

    Seeds(Catalogue catalogue, InventoryProperties properties) {
        this.catalogue = catalogue;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (!properties.seed()) {
            return;
        }
        int listed = catalogue.list(products()).size();
        if (listed > 0) {
            log.info("{} demonstration products listed, their announcements wait in the outbox", listed);
        }
    }

    /** In sku order, so that two instances never wait for each other in a circle. */
    private static List<NewProduct> products() throws IOException {
        String csv = new ClassPathResource("seed/products.csv").getContentAsString(StandardCharsets.UTF_8);
        return csv.lines().skip(1).map(Seeds::product).toList();
    }

    private static NewProduct product(String line) {
        String[] cells = line.split(";", -1);
        return new NewProduct(
                cells[0], cells[1], new Price(Long.parseLong(cells[2]), CURRENCY), Long.parseLong(cells[3]));
    }
}
