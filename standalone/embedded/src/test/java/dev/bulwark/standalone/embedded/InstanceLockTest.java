package dev.bulwark.standalone.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InstanceLockTest {

    @TempDir
    Path directory;

    @Test
    void the_second_taker_is_told_who_holds_the_directory() {
        try (InstanceLock held = InstanceLock.acquire(directory)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> InstanceLock.acquire(directory))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void released_in_order_it_names_nobody_and_can_be_taken_again() throws Exception {
        InstanceLock.acquire(directory).close();
        assertThat(directory.resolve(InstanceLock.FILE)).isEmptyFile();

        InstanceLock.acquire(directory).close();
    }

    @Test
    void a_file_left_by_a_dead_process_locks_nothing() throws Exception {
        Files.writeString(directory.resolve(InstanceLock.FILE), "999999999999\n");

        try (InstanceLock lock = InstanceLock.acquire(directory)) {
            assertThat(directory.resolve(InstanceLock.FILE))
                    .hasContent(ProcessHandle.current().pid() + "\n");
            assertThat(lock).isNotNull();
        }
    }
}
