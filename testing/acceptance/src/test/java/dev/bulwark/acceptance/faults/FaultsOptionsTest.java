package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsOptionsTest {

    @Test
    void withoutArgumentsEveryFaultIsInjectedOnce() {
        FaultsOptions options = FaultsOptions.parse();

        assertThat(options.faults()).hasSameSizeAs(Catalogue.all().values()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(options.seeds()).isEqualTo(1);
    }

    @Test
    void theWholeMatrixIsPublishedAndAPartOfItIsNot() {
        assertThat(FaultsOptions.parse("--seeds", "5").report()).isEqualTo(Path.of("docs/faults.md"));
        assertThat(FaultsOptions.parse("--report", "mine.md").report()).isEqualTo(Path.of("mine.md"));
        assertThat(FaultsOptions.parse("--faults", "none").report()).isNull();
    }

    @Test
    void faultsAreInjectedInTheOrderInWhichTheyAreNamed() {
        assertThat(FaultsOptions.parse("--faults", "poison,broker-away", "--seeds", "5")
                        .faults())
                .extracting(Fault::name)
                .isEqualTo(List.of("poison", "broker-away"));
    }

    @ParameterizedTest
    @CsvSource({
        "--faults nonsense, there is no fault 'nonsense'",
        "--seeds 0, --seeds takes a number between 1 and 1000",
        "--seeds many, --seeds takes a number",
        "--rate, --rate needs a value",
        "--unheard-of 1, no such option"
    })
    void aMistakeIsSaid(String arguments, String message) {
        assertThatThrownBy(() -> FaultsOptions.parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
