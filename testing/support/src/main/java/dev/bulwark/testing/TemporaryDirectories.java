package dev.bulwark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.bulwark.standalone.embedded.EmbeddedServerException;
import dev.bulwark.standalone.embedded.PostgresServer;

/** Data directories named after the process that made them; those of processes that were killed are cleared away. */
final class TemporaryDirectories {

    static final String POSTGRES = "postgres";

    private static final String PREFIX = "bulwark-test-";

    private TemporaryDirectories() {}

    static Path create() {
        Path root = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            clearLeftOvers(root);
            Path directory = Files.createTempDirectory(
                    root, PREFIX + ProcessHandle.current().pid() + "-");
            AtExit.close(() -> delete(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the PostgreSQL, if one still runs, and deletes the directory of every process that is gone. */
    static void clearLeftOvers(Path root) throws IOException {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path directory : candidates) {
                if (isLeftOver(directory)) {
                    clear(directory);
                }
            }
        }
    }

    private static boolean isLeftOver(Path directory) {
        String pid =
                directory.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void clear(Path directory) {
        try {
            Path postgres = directory.resolve(POSTGRES);
            if (Files.isDirectory(postgres)) {
                PostgresServer.stopOrphan(postgres);
            }
            delete(directory);
        } catch (IOException | EmbeddedServerException e) {
            System.err.println("Test servers: cannot clear " + directory + ", left by a killed run: " + e.getMessage());
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
