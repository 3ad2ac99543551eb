package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All processes of a platform at one moment, PostgreSQL's among them: that one is nobody's child and is found by its pid file. */
record ProcessTree(List<ProcessHandle> processes) {

    private static final long DEATH_SECONDS = 10;

    static ProcessTree of(ProcessHandle root, Path data) {
        return new ProcessTree(
                Stream.concat(withDescendants(root), postmaster(data).stream().flatMap(ProcessTree::withDescendants))
                        .distinct()
                        .toList());
    }

    /** What belongs to the root alone, if {@code others} was there before it. */
    ProcessTree without(ProcessTree others) {
        return new ProcessTree(processes.stream()
                .filter(process -> !others.processes.contains(process))
                .toList());
    }

    /** PostgreSQL's processes on a data directory, if it runs. */
    static ProcessTree servers(Path data) {
        return new ProcessTree(
                postmaster(data).stream().flatMap(ProcessTree::withDescendants).toList());
    }

    private static Stream<ProcessHandle> withDescendants(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static Optional<ProcessHandle> postmaster(Path data) {
        Path file = data.resolve("postgres/cluster/postmaster.pid");
        try {
            // The number may belong to somebody else by now.
            return ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    .filter(process -> process.info()
                            .command()
                            .map(command -> command.endsWith("postgres"))
                            .orElse(false));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    List<ProcessHandle> alive() {
        return processes.stream().filter(ProcessHandle::isAlive).toList();
    }

    /** SIGKILL to all at once, then waits until the system has taken them away. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(ProcessTree::awaitDeath);
    }

    private static void awaitDeath(ProcessHandle process) {
        try {
            process.onExit().get(DEATH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("process " + process.pid() + " survives SIGKILL", e);
        }
    }
}
