package dev.bulwark.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArgumentsTest {

    @Test
    void readsWhatWasGivenAndElseTheDefault() {
        Arguments arguments = new Arguments(List.of("--rate", "50", "--for=2m", "--equal-path"), Set.of("equal-path"));

        assertThat(arguments.number("rate", 100, 1, 1_000)).isEqualTo(50);
        assertThat(arguments.duration("for", Duration.ofSeconds(60))).isEqualTo(Duration.ofMinutes(2));
        assertThat(arguments.flag("equal-path")).isTrue();
        assertThat(arguments.number("runs", 3, 1, 9)).isEqualTo(3);
        arguments.noneLeft();
    }

    @Test
    void anOptionThatNobodyKnowsIsAnError() {
        Arguments arguments = new Arguments(List.of("--rat", "50"), Set.of());
        arguments.number("rate", 100, 1, 1_000);
        assertThatThrownBy(arguments::noneLeft)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--rat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "many"})
    void aNumberOutOfBoundsIsRefusedWithItsBounds(String value) {
        Arguments arguments = new Arguments(List.of("--rate", value), Set.of());
        assertThatThrownBy(() -> arguments.number("rate", 100, 1, 1_000))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("between 1 and 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "s", "1h", "-"})
    void aDurationWithoutAUnitIsRefused(String value) {
        Arguments arguments = new Arguments(List.of("--for", value), Set.of());
        assertThatThrownBy(() -> arguments.duration("for", Duration.ZERO)).isInstanceOf(UsageException.class);
    }
}
