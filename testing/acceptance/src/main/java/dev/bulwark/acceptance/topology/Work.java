package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where this run keeps its files: data directories, output of processes. */
public final class Work {

    private static final Path ROOT = Path.of(System.getProperty("bulwark.acceptance.work", "target/acceptance"))
            .toAbsolutePath();

    private Work() {}

    /** A directory of that name that wasn't there before. */
    public static Path directory(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(ROOT), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of that name, which may be there. */
    public static Path file(String name) {
        try {
            return Files.createDirectories(ROOT).resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody reads a database afterwards, and each takes 200 MB; the logs stay. */
    static void dropServers(Path data) {
        for (String server : List.of("postgres", "kafka")) {
            delete(data.resolve(server));
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
