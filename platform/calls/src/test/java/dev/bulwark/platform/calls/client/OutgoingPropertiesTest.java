package dev.bulwark.platform.calls.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutgoingPropertiesTest {

    @Test
    void propertiesSayWhatIsAllowed() {
        assertThatThrownBy(() -> new OutgoingProperties(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("bulwark.http.connect-timeout");
        assertThatThrownBy(() -> new OutgoingProperties(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .hasMessageContaining("bulwark.http.ceiling");
    }
}
