package dev.bulwark.payment.psp;

import java.time.Clock;

import dev.bulwark.platform.calls.webhook.WebhookVerifier;
import dev.bulwark.platform.http.security.AccessRules;
import dev.bulwark.platform.http.security.DevelopmentSecrets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The provider's way in: no token, a signature. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

    @Bean
    AccessRules webhookAccess() {
        return AccessRules.of(AccessRules.open(HttpMethod.POST, WebhookController.PATH));
    }

    @Bean
    WebhookVerifier pspWebhookVerifier(WebhookProperties properties, DevelopmentSecrets secrets, Clock clock) {
        for (String secret : properties.secrets()) {
            secrets.refuse("bulwark.psp.webhook.secret", secret, WebhookProperties.DEVELOPMENT_SECRET);
        }
        return new WebhookVerifier(properties.secrets(), clock);
    }
}
