package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsOptionsTest {

    @Test
    void withoutArgumentsEveryFaultIsInjectedOnce() {
        FaultsOptions options = parse();

        assertThat(options.faults()).hasSameSizeAs(Catalogue.all().values()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(options.seeds()).isEqualTo(1);
    }

    @Test
    void theWholeMatrixIsPublishedAndAPartOfItIsNot() {
        assertThat(parse("--seeds", "5").report()).isEqualTo(Path.of("docs/faults.md"));
        assertThat(parse("--report", "mine.md").report()).isEqualTo(Path.of("mine.md"));
        assertThat(parse("--faults", "none").report()).isNull();
    }

    @Test
    void faultsAreInjectedInTheOrderInWhichTheyAreNamed() {
        assertThat(parse("--faults", "poison,broker-away", "--seeds", "5").faults())
                .extracting(Fault::name)
                .isEqualTo(List.of("poison", "broker-away"));
    }

    @ParameterizedTest
    @CsvSource({
        "--faults nonsense, there is no fault 'nonsense'",
        "--seeds 0, --seeds must be 1 to 1000",
        "--seeds many, is not an int",
        "--rate, Missing required parameter for option '--rate'",
        "--unheard-of 1, '--unheard-of'"
    })
    void aMistakeIsSaid(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    private static FaultsOptions parse(String... arguments) {
        FaultsCommand command = new FaultsCommand(System.out);
        new CommandLine(command).parseArgs(arguments);
        return command.options();
    }
}
