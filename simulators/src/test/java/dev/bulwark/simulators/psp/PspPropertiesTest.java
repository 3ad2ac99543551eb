package dev.bulwark.simulators.psp;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PspPropertiesTest {

    private static final Duration FINE = Duration.ofSeconds(1);

    @Test
    void names_the_property_that_is_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PspProperties(Duration.ofMillis(-1), FINE))
                .withMessageContaining("bulwark.simulators.psp.slow-answer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PspProperties(FINE, Duration.ofMinutes(11)))
                .withMessageContaining("bulwark.simulators.psp.silence");
    }
}
