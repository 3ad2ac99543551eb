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
        assertThat(new CarrierProperties(URL, IntentSettings.defaults()).url()).isEqualTo(URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "/carrier", "http://localhost:8086/carrier/", "http:///carrier"})
    void a_url_is_absolute(String url) {
        assertThatThrownBy(() -> new CarrierProperties(URI.create(url), IntentSettings.defaults()))
                .hasMessage("bulwark.carrier.url must be an absolute URL without a slash at the end, not " + url);
    }
}
