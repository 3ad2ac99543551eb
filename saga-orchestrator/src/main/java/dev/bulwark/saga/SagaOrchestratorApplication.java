package dev.bulwark.saga;

import dev.bulwark.platform.calls.client.ClientConfiguration;
import dev.bulwark.platform.http.limits.WebPlatformConfiguration;
import dev.bulwark.platform.messaging.MessagingConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** The orchestrator of order sagas, and what operators see of them. */
@SpringBootApplication
@EnableConfigurationProperties(SagaProperties.class)
@Import({ClientConfiguration.class, MessagingConfiguration.class, WebPlatformConfiguration.class})
public class SagaOrchestratorApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(SagaOrchestratorApplication.class)
                .properties("spring.config.name=saga-orchestrator")
                .run(args);
    }
}
