package dev.bulwark.simulators.psp;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WebhookPropertiesTest {

    private static final Duration FINE = Duration.ofSeconds(1);

    @Test
    void names_the_property_that_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookProperties("", " ", 5, FINE))
                .withMessageContaining("bulwark.simulators.psp.webhook.secret must be not empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookProperties("", "s", 0, FINE))
                .withMessageContaining("max-attempts must be between 1 and 20, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookProperties("", "s", 5, Duration.ofMinutes(2)))
                .withMessageContaining("first-pause");
    }

    @Test
    void keeps_the_secret_to_itself() {
        assertThat(new WebhookProperties("http://merchant", "a-secret", 5, FINE))
                .hasToString("WebhookProperties[url=http://merchant]");
    }
}
