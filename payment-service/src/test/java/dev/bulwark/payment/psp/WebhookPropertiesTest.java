package dev.bulwark.payment.psp;

import java.time.Clock;
import java.util.Map;

import dev.bulwark.platform.http.security.DevelopmentSecrets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WebhookPropertiesTest {

    private static final String REAL = "0c7f5e2ab0f14c0f9d2e";
    private static final String FORMER = "9b1d3c6ee2a84a53b7aa";

    private static WebhookProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("bulwark.psp.webhook", WebhookProperties.class);
    }

    private static void start(WebhookProperties properties, String... profiles) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        new WebhookConfiguration()
                .pspWebhookVerifier(properties, new DevelopmentSecrets(environment), Clock.systemUTC());
    }

    @Test
    void oneSecretOrTwoWhileOneReplacesTheOther() {
        assertThat(bound(Map.of()).secrets()).containsExactly(WebhookProperties.DEVELOPMENT_SECRET);
        assertThat(bound(Map.of("bulwark.psp.webhook.secret", REAL, "bulwark.psp.webhook.previous-secret", ""))
                        .secrets())
                .containsExactly(REAL);
        assertThat(bound(Map.of("bulwark.psp.webhook.secret", REAL, "bulwark.psp.webhook.previous-secret", FORMER))
                        .secrets())
                .containsExactly(REAL, FORMER);
    }

    @Test
    void aSecretThatCanBeGuessedIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookProperties("short", null))
                .withMessage("bulwark.psp.webhook.secret must have at least 16 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookProperties(REAL, "short"))
                .withMessage("bulwark.psp.webhook.previous-secret must have at least 16 characters");
        assertThat(new WebhookProperties(REAL, FORMER).toString()).doesNotContain(REAL, FORMER);
    }

    @Test
    void theDevelopmentSecretDoesNotStartInProduction() {
        assertThatCode(() -> start(bound(Map.of()))).doesNotThrowAnyException();
        assertThatCode(() -> start(new WebhookProperties(REAL, null), "production"))
                .doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> start(bound(Map.of()), "production"))
                .withMessageContaining("bulwark.psp.webhook.secret");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> start(new WebhookProperties(REAL, WebhookProperties.DEVELOPMENT_SECRET), "production"))
                .withMessageContaining("bulwark.psp.webhook");
    }
}
