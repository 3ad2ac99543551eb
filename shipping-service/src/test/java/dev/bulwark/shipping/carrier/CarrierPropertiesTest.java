package dev.bulwark.shipping.carrier;

import java.net.URI;

import dev.bulwark.platform.calls.intent.IntentSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CarrierPropertiesTest {

    private static final URI URL = URI.create("http://localhost:8086/carrier");

    @Test
    void the_defaults_hold() {
        assertThat(new CarrierProperties(URL, 1_000, 288, IntentSettings.defaults()).url())
                .isEqualTo(URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "/carrier", "http://localhost:8086/carrier/", "http:///carrier"})
    void a_url_is_absolute(String url) {
        assertThatThrownBy(() -> new CarrierProperties(URI.create(url), 1_000, 288, IntentSettings.defaults()))
                .hasMessage("bulwark.carrier.url must be an absolute URL without a slash at the end, not " + url);
    }

    @Test
    void every_call_has_a_connection() {
        assertThatThrownBy(() -> new CarrierProperties(URL, 1_000, 287, IntentSettings.defaults()))
                .hasMessage(
                        "bulwark.carrier.max-connections must be at least max-concurrent and max-slow together, 288,"
                                + " and at most 20000, not 287");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60_001})
    void connecting_is_bounded(int millis) {
        assertThatThrownBy(() -> new CarrierProperties(URL, millis, 288, IntentSettings.defaults()))
                .hasMessageStartingWith("bulwark.carrier.connect-timeout-millis must be between 1 and 60000");
    }
}
