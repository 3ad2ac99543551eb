package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own, small enough to be filled; only root may mount one. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 1 << 20;

    private final Path directory;
    private final Path ballast;

    private SmallDisk(Path directory) {
        this.directory = directory;
        this.ballast = directory.resolve("ballast");
    }

    /** Whether this user may mount one here; tried out. */
    static boolean possible() {
        Path directory = Work.directory("disk");
        if (run(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString()))) {
            return run(List.of("umount", directory.toString()));
        }
        return false;
    }

    /** @param directory created if missing; what it holds is hidden while the disk is there */
    static SmallDisk mount(Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()))) {
            throw new IllegalStateException("no file system can be mounted at " + directory + "; that needs root");
        }
        return new SmallDisk(directory);
    }

    /** Until not a byte fits any more. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int size = BLOCK; size > 0; size /= 2) {
                byte[] block = new byte[size];
                while (fits(out, block)) {
                    // and another
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fits(OutputStream out, byte[] block) {
        try {
            out.write(block);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of it is left, whoever still uses it. */
    @Override
    public void close() {
        run(List.of("umount", "-l", directory.toString()));
    }

    private static boolean run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
