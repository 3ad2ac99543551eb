package dev.bulwark.saga;

import dev.bulwark.platform.messaging.MessagingConfiguration;
import dev.bulwark.platform.web.WebPlatformConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** The orchestrator of order sagas, and what operators see of them. */
@SpringBootApplication
@EnableConfigurationProperties(SagaProperties.class)
@Import({MessagingConfiguration.class, WebPlatformConfiguration.class})
public class SagaOrchestratorApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(SagaOrchestratorApplication.class)
                .properties("spring.config.name=saga-orchestrator")
                .run(args);
    }
}
