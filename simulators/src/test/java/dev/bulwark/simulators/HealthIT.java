package dev.bulwark.simulators;

import dev.bulwark.simulators.RunningSimulators.Answer;
import dev.bulwark.simulators.psp.PspClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HealthIT {

    private final RunningSimulators simulators = RunningSimulators.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void is_healthy(String path) {
        Answer answer = simulators.management(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("UP");
    }

    @Test
    void counts_calls_by_outcome() {
        new PspClient(simulators).charge(PspClient.newKey(), 1_000, "pm_card_insufficient_funds");

        assertThat(simulators.management("/actuator/prometheus").body())
                .contains("bulwark_simulators_psp_calls_total{operation=\"charge\",outcome=\"insufficient_funds\"}");
    }
}
