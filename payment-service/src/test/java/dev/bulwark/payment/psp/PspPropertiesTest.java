package dev.bulwark.payment.psp;

import java.net.URI;
import java.util.Map;

import dev.bulwark.platform.calls.intent.IntentSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PspPropertiesTest {

    private static final URI PSP = URI.create("http://localhost:8086/psp");

    @Test
    void bindsToTheDefaults() {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));
        assertThat(binder.bindOrCreate("bulwark.psp", PspProperties.class))
                .isEqualTo(new PspProperties(PSP, IntentSettings.defaults()));
    }

    @Test
    void saysWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PspProperties(URI.create("http://psp/"), IntentSettings.defaults()))
                .withMessageStartingWith("bulwark.psp.url must be an absolute URL without a slash");
    }
}
