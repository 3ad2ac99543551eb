package dev.bulwark.standalone.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/** What goes wrong with disks, in words. */
final class Disk {

    /** A fresh cluster, its first log segments and a broker take about 150 MB; less would stop them half way. */
    static final long REQUIRED_MEGABYTES = 256;

    private Disk() {}

    static Path directory(Path directory) {
        return directory(directory, REQUIRED_MEGABYTES);
    }

    static Path directory(Path directory, long requiredMegabytes) {
        try {
            Path absolute = directory.toAbsolutePath().normalize();
            Files.createDirectories(absolute);
            long freeMegabytes = Files.getFileStore(absolute).getUsableSpace() >> 20;
            if (freeMegabytes < requiredMegabytes) {
                throw new EmbeddedServerException(
                        "The disk under %s is full: %d MB are free, %d MB are needed; free some, or set BULWARK_DATA to another disk"
                                .formatted(absolute, freeMegabytes, requiredMegabytes));
            }
            if (!Files.isWritable(absolute)) {
                throw new EmbeddedServerException(
                        "The directory %s is not writable: change its owner, or set BULWARK_DATA to another"
                                .formatted(absolute));
            }
            return absolute;
        } catch (FileAlreadyExistsException e) {
            throw new EmbeddedServerException("%s is a file, not a directory".formatted(directory), e);
        } catch (IOException e) {
            throw failure("use the directory " + directory, e);
        }
    }

    static EmbeddedServerException failure(String task, Exception cause) {
        return saysFull(cause.getMessage())
                ? new EmbeddedServerException("Cannot %s: the disk is full".formatted(task), cause)
                : new EmbeddedServerException(
                        "Cannot %s: %s"
                                .formatted(
                                        task,
                                        String.valueOf(cause.getMessage())
                                                .lines()
                                                .findFirst()
                                                .orElse("")),
                        cause);
    }

    static boolean saysFull(@Nullable String text) {
        return text != null && text.contains("No space left on device");
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
