package dev.bulwark.payment;

import dev.bulwark.platform.calls.client.ClientConfiguration;
import dev.bulwark.platform.http.idempotency.IdempotencyConfiguration;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Takes payments: commands and answers over Kafka, reads and operators' refunds over HTTP, the provider outside. */
@SpringBootApplication
@Import({
    ClientConfiguration.class,
    WebPlatformConfiguration.class,
    IdempotencyConfiguration.class,
    MessagingConfiguration.class
})
public class PaymentServiceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(PaymentServiceApplication.class)
                .properties("spring.config.name=payment-service")
                .run(args);
    }
}
