package dev.bulwark.shipping;

import dev.bulwark.platform.calls.client.ClientConfiguration;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.platform.sealed.SealedConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Books shipments: commands and answers over Kafka, reads over HTTP, the carrier outside. */
@SpringBootApplication
@Import({
    ClientConfiguration.class,
    WebPlatformConfiguration.class,
    MessagingConfiguration.class,
    SealedConfiguration.class
})
public class ShippingServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(ShippingServiceApplication.class)
                .properties("spring.config.name=shipping-service")
                .run(args);
    }
}
