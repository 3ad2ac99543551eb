package dev.bulwark.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SagaPropertiesTest {

    @Test
    void theDefaultsAreTheDesigns() {
        SagaProperties properties = bind(Map.of());
        assertThat(properties.policy().stepBudget()).isEqualTo(Duration.ofSeconds(30));
        assertThat(properties.policy().resendAfter()).isEqualTo(List.of(Duration.ofSeconds(5), Duration.ofSeconds(15)));
        assertThat(properties.policy().sagaTimeout()).isEqualTo(Duration.ofSeconds(150));
        assertThat(properties.policy().stuckAfterAttempts()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step-budget          | 0s
            resend-after         | 15s,5s
            resend-after         | 30s
            saga-timeout         | 29s
            retry-base           | 0s
            retry-cap            | 3s
            stuck-after-attempts | 0
            timer-poll           | 1ms
            timer-batch          | 0
            settle-after-outage  | -1s
            """)
    void whatMakesNoSenseIsRefusedByName(String property, String value) {
        assertThatThrownBy(() -> bind(Map.of("bulwark.saga." + property, value)))
                .rootCause()
                .hasMessageStartingWith("bulwark.saga." + property + " must be ");
    }

    private static SagaProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("bulwark.saga", SagaProperties.class);
    }
}
