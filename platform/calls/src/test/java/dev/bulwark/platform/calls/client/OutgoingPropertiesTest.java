package dev.bulwark.platform.calls.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutgoingPropertiesTest {

    @Test
    void propertiesSayWhatIsAllowed() {
        assertThatThrownBy(() -> OutgoingProperties.of(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("bulwark.http.connect-timeout");
        assertThatThrownBy(() -> OutgoingProperties.of(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .hasMessageContaining("bulwark.http.ceiling");
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new OutgoingProperties(second, second, DataSize.ofBytes(0), 1))
                .hasMessageContaining("bulwark.http.max-body must be between 1 byte and");
        assertThatThrownBy(() -> new OutgoingProperties(second, second, DataSize.ofBytes(1), 0))
                .hasMessageContaining("bulwark.http.max-connections must be between 1 and 20000");
    }
}
