package dev.bulwark.acceptance;

import dev.bulwark.testing.PublishedUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DrillsUsageTest {

    @ParameterizedTest
    @ValueSource(strings = {"faults", "hostile", "keys"})
    void theLauncherPrintsWhatTheDrillUnderstands(String drill) {
        PublishedUsage.assertIs(
                "drill-" + drill,
                DrillsApplication.commandLine(System.out)
                        .getSubcommands()
                        .get(drill)
                        .getUsageMessage(CommandLine.Help.Ansi.OFF));
    }
}
