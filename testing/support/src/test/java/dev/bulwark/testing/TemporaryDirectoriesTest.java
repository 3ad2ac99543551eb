package dev.bulwark.testing;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TemporaryDirectoriesTest {

    @TempDir
    Path root;

    @Test
    void only_directories_of_dead_processes_are_cleared() throws Exception {
        Path dead = Files.createDirectories(root.resolve("bulwark-test-99999999999-1/kafka/log"));
        Files.writeString(dead.resolve("segment"), "x");
        Path alive = Files.createDirectories(
                root.resolve("bulwark-test-" + ProcessHandle.current().pid() + "-2"));
        Path foreign = Files.createDirectories(root.resolve("bulwark-test-notes"));

        TemporaryDirectories.clearLeftOvers(root);

        assertThat(root.resolve("bulwark-test-99999999999-1")).doesNotExist();
        assertThat(alive).exists();
        assertThat(foreign).exists();
    }
}
