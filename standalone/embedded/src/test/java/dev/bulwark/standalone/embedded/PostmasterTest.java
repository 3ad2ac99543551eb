package dev.bulwark.standalone.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PostmasterTest {

    @TempDir
    Path cluster;

    @Test
    void none_without_a_file() throws Exception {
        assertThat(Postmaster.of(cluster)).isEmpty();
    }

    @Test
    void none_when_the_process_is_gone() throws Exception {
        write(999_999_999_999L);

        assertThat(Postmaster.of(cluster)).isEmpty();
    }

    @Test
    void a_number_that_another_program_has_now_is_forgotten() throws Exception {
        write(ProcessHandle.current().pid());

        assertThat(Postmaster.of(cluster)).isEmpty();
        assertThat(cluster.resolve("postmaster.pid")).doesNotExist();
    }

    private void write(long pid) throws Exception {
        Files.writeString(
                cluster.resolve("postmaster.pid"), pid + "\n/data\n1700000000\n8432\n\nlocalhost\n  1  2\nready   \n");
    }
}
