package dev.bulwark.standalone.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DiskTest {

    @TempDir
    Path directory;

    @Test
    void a_full_disk_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> Disk.directory(directory.resolve("data"), Long.MAX_VALUE >> 20))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("is full")
                .hasMessageContaining("BULWARK_DATA");
    }

    @Test
    void a_failed_write_on_a_full_disk_says_so() {
        assertThat(Disk.failure("write", new IOException("x: No space left on device")))
                .hasMessage("Cannot write: the disk is full");
    }

    @Test
    void a_file_in_the_directorys_place_is_named() throws Exception {
        Path file = Files.writeString(directory.resolve("data"), "");

        assertThatThrownBy(() -> Disk.directory(file))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining(file + " is a file");
    }

    @Test
    void deletes_whole_trees_and_follows_no_link() throws Exception {
        Path kept = Files.createDirectories(directory.resolve("kept"));
        Files.writeString(kept.resolve("file"), "stays");
        Path tree = Files.createDirectories(directory.resolve("tree/deep")).getParent();
        Files.writeString(tree.resolve("deep/file"), "goes");
        Files.createSymbolicLink(tree.resolve("link"), kept);

        Disk.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept.resolve("file")).hasContent("stays");
    }
}
