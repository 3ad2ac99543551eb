package dev.bulwark.inventory;

import dev.bulwark.platform.http.idempotency.IdempotencyConfiguration;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Catalogue, stock and reservations; configured by {@code inventory-service.yml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({MessagingConfiguration.class, WebPlatformConfiguration.class, IdempotencyConfiguration.class})
public class InventoryServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(InventoryServiceApplication.class)
                .properties("spring.config.name=inventory-service")
                .run(args);
    }
}
