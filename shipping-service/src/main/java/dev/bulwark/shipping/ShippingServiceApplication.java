package dev.bulwark.shipping;

import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.platform.sealed.SealedConfiguration;
import dev.bulwark.platform.web.WebPlatformConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Books shipments: commands and answers over Kafka, reads over HTTP, the carrier outside. */
@SpringBootApplication
@Import({WebPlatformConfiguration.class, MessagingConfiguration.class, SealedConfiguration.class})
public class ShippingServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(ShippingServiceApplication.class)
                .properties("spring.config.name=shipping-service")
                .run(args);
    }
}
