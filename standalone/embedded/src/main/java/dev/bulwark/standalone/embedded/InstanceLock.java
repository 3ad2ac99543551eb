package dev.bulwark.standalone.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data directory to one process: an operating-system lock on {@code instance.lock}, which also names the holder's
 * process id for scripts. The system drops the lock when the process dies, however it dies; the file stays, for deleting
 * a lock file races with the next taker. An empty file means: stopped in order.
 *
 * <p>Not promised: exclusion over network file systems without working locks.
 */
public final class InstanceLock implements AutoCloseable {

    public static final String FILE = "instance.lock";

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws EmbeddedServerException when another process, or another server of this one, holds the directory */
    public static InstanceLock acquire(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new EmbeddedServerException(held(directory, file));
            }
            write(channel, ProcessHandle.current().pid() + "\n");
            return new InstanceLock(channel);
        } catch (IOException e) {
            throw Disk.failure("lock " + file, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static String held(Path directory, Path file) throws IOException {
        String pid = Files.readString(file).strip();
        return "The data directory %s is in use by another instance (process %s): stop that one, or set BULWARK_DATA to another directory"
                .formatted(directory, pid.isEmpty() ? "unknown" : pid);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(false);
    }

    @Override
    public void close() {
        try (channel) {
            if (channel.isOpen()) {
                write(channel, "");
            }
        } catch (IOException e) {
            throw Disk.failure("release the instance lock", e);
        }
    }
}
