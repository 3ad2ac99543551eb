package dev.bulwark.standalone.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The running server of a cluster directory, read from its {@code postmaster.pid}. */
record Postmaster(long pid, int port, boolean ready) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty when none runs. A file left by a dead server whose number another program has now is removed. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(PID_LINE).strip());
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return Optional.empty();
        }
        if (!process.get().info().command().map(c -> c.endsWith("postgres")).orElse(true)) {
            // PostgreSQL itself would refuse to start: it only asks whether the number is taken.
            Files.delete(file);
            return Optional.empty();
        }
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(
                new Postmaster(pid, Integer.parseInt(lines.get(PORT_LINE).strip()), ready));
    }
}
