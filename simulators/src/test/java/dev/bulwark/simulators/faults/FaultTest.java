package dev.bulwark.simulators.faults;

import java.time.Duration;

import dev.bulwark.platform.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaultTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void each_mode_has_its_effect() {
        assertThat(new Fault.None().effect(0)).isEqualTo(new Fault.Effect(Duration.ZERO, false));
        assertThat(new Fault.Down().effect(0.999)).isEqualTo(new Fault.Effect(Duration.ZERO, true));
        assertThat(new Fault.Slow(SECOND).effect(0)).isEqualTo(new Fault.Effect(SECOND, false));
    }

    @Test
    void the_error_rate_is_the_share_of_calls_that_fail() {
        assertThat(new Fault.Errors(0.3, SECOND).effect(0.29)).isEqualTo(new Fault.Effect(SECOND, true));
        assertThat(new Fault.Errors(0.3, SECOND).effect(0.3)).isEqualTo(new Fault.Effect(SECOND, false));
        assertThat(new Fault.Errors(0, SECOND).effect(0).fails()).isFalse();
        assertThat(new Fault.Errors(1, SECOND).effect(0.999_999).fails()).isTrue();
    }

    @Test
    void the_wire_form_has_defaults_and_survives_the_round_trip() {
        assertThat(new FaultBody("none", null, null).toFault()).isEqualTo(new Fault.None());
        assertThat(new FaultBody("down", null, null).toFault()).isEqualTo(new Fault.Down());
        assertThat(new FaultBody("slow", null, null).toFault()).isEqualTo(new Fault.Slow(Duration.ofSeconds(2)));
        assertThat(new FaultBody("errors", null, null).toFault()).isEqualTo(new Fault.Errors(0.5, Duration.ZERO));
        for (Fault fault :
                new Fault[] {new Fault.None(), new Fault.Down(), new Fault.Slow(SECOND), new Fault.Errors(0.1, SECOND)
                }) {
            assertThat(FaultBody.of(fault).toFault()).isEqualTo(fault);
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", , , /mode",
        "broken, , , /mode",
        "none, 0.5, , /errorRate",
        "down, , 100, /delayMillis",
        "slow, 0.5, , /errorRate",
        "slow, , -1, /delayMillis",
        "slow, , 60001, /delayMillis",
        "errors, 1.1, , /errorRate",
        "errors, -0.1, , /errorRate",
        "errors, NaN, , /errorRate"
    })
    void refuses_what_makes_no_sense(
            @Nullable String mode, @Nullable Double errorRate, @Nullable Long delayMillis, String pointer) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new FaultBody(mode, errorRate, delayMillis).toFault())
                .satisfies(e -> assertThat(e.problem().errors())
                        .singleElement()
                        .satisfies(violation -> assertThat(violation.pointer()).isEqualTo(pointer)));
    }
}
