package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ModuleOutputTest {

    @TempDir
    private Path directory;

    @Test
    void whatWasNotSaidIsMissed() throws IOException {
        ModuleOutput output = new ModuleOutput(directory.resolve("a-module.out"));
        assertThat(output.says("the clock is shifted")).isFalse();

        Files.writeString(output.file(), "the application starts\nagent: the clock is shifted by PT5M\n");

        assertThat(output.says("the clock is shifted")).isTrue();
        output.mustSay("shifted by PT5M");
        assertThatIllegalStateException()
                .isThrownBy(() -> output.mustSay("shifted by PT-5M"))
                .withMessageContaining("a-module.out doesn't say 'shifted by PT-5M'");
    }
}
