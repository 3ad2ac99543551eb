package dev.bulwark.standalone.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL 17 on a data directory of its own, with fsync on.
 *
 * <p>Guarantees: what a client saw committed survives restarts, kill -9 of this process and of the server. The server
 * outlives a killed process; the next start on the directory adopts it when port and settings are the same, and restarts
 * it otherwise. It listens on the loopback address only and asks every role for its password.
 *
 * <p>Not promised: supervision. A server killed from outside stays down until the next start. Nothing stops it when the
 * process ends without {@link #close()}: callers decide the order of a shutdown, so no hook is registered here.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String SUPERUSER = "postgres";

    /** For a development server that only this machine reaches. */
    public static final String SUPERUSER_PASSWORD = "bulwark-dev";

    /** Crash recovery replays at most {@code max_wal_size} of log; a slow disk needs this long. */
    private static final int START_TIMEOUT_SECONDS = 120;

    private static final int STOP_TIMEOUT_SECONDS = 10;
    private static final long MAX_LOG_BYTES = 10L << 20;

    /** In the server's log, or in initdb's and pg_ctl's output; a wrong setting is named before the fatal line. */
    private static final Pattern REASON =
            Pattern.compile("FATAL: |PANIC: |error: |LOG:  (invalid|unrecognized|parameter|syntax error)");

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private final Path directory;
    private final Path cluster;
    private final PostgresProgram program;
    private final InstanceLock lock;
    private int port;
    private boolean adopted;
    private boolean closed;

    private PostgresServer(Path directory, PostgresProgram program, InstanceLock lock, int port) {
        this.directory = directory;
        this.cluster = directory.resolve("cluster");
        this.program = program;
        this.lock = lock;
        this.port = port;
    }

    /** @param port 0 = any free one */
    public static PostgresServer start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * @param directory created if missing; holds the cluster, its log and the lock
     * @param settings lines of {@code postgresql.conf} that replace the defaults
     * @throws EmbeddedServerException port or directory in use, disk full, or PostgreSQL's own reason
     */
    public static PostgresServer start(Path directory, int port, Map<String, String> settings) {
        Path absolute = Disk.directory(directory);
        InstanceLock lock = InstanceLock.acquire(absolute);
        try {
            PostgresServer server = new PostgresServer(absolute, PostgresProgram.unpacked(absolute), lock, port);
            server.start(settings);
            return server;
        } catch (IOException e) {
            lock.close();
            throw Disk.failure("start PostgreSQL in " + absolute, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Stops the server that a killed process left running on {@code directory}, so that the directory can be deleted.
     *
     * @return whether there was one
     * @throws EmbeddedServerException when a living process holds the directory
     */
    public static boolean stopOrphan(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try (InstanceLock lock = InstanceLock.acquire(absolute)) {
            PostgresServer server = new PostgresServer(absolute, PostgresProgram.unpacked(absolute), lock, 0);
            if (Postmaster.of(server.cluster).isEmpty()) {
                return false;
            }
            server.stop();
            return true;
        } catch (IOException e) {
            throw Disk.failure("look for PostgreSQL in " + absolute, e);
        }
    }

    private void start(Map<String, String> settings) throws IOException {
        initialise();
        Optional<Postmaster> orphan = Postmaster.of(cluster);
        if (orphan.isPresent() && adoptable(orphan.get(), settings)) {
            port = orphan.get().port();
            adopted = true;
            log.info(
                    "Adopted the PostgreSQL that an earlier process left running (process {})",
                    orphan.get().pid());
        } else {
            if (orphan.isPresent()) {
                log.info(
                        "Restarting the PostgreSQL of an earlier process ({}): port or settings changed", orphan.get());
                stop();
            }
            launch(settings);
        }
        databases().prepare();
    }

    private boolean adoptable(Postmaster orphan, Map<String, String> settings) throws IOException {
        return orphan.ready()
                && (port == 0 || port == orphan.port())
                && Files.readString(configuration()).equals(PostgresConfiguration.text(orphan.port(), settings));
    }

    private void initialise() throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(String.valueOf(PostgresProgram.MAJOR_VERSION))) {
                throw new EmbeddedServerException(
                        "%s was written by PostgreSQL %s, this is %d: migrate it, or choose another directory"
                                .formatted(cluster, found, PostgresProgram.MAJOR_VERSION));
            }
            return;
        }
        // Made aside and renamed, so that a start killed half way leaves nothing that looks like a cluster.
        Path aside = directory.resolve("cluster.new");
        Disk.delete(aside);
        Path password = Files.writeString(directory.resolve("superuser.tmp"), SUPERUSER_PASSWORD + "\n");
        try {
            PostgresProgram.Outcome outcome = program.run(
                    "initdb",
                    List.of(
                            "--pgdata=" + aside,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            // Sorts the same on every machine, whatever its C library.
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8"));
            if (outcome.failed()) {
                throw failure("create the cluster", outcome.output());
            }
        } finally {
            Files.delete(password);
        }
        Files.move(aside, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch(Map<String, String> settings) throws IOException {
        port = Ports.resolve(port).getFirst();
        Ports.requireFree(port, "PostgreSQL");
        Files.writeString(configuration(), PostgresConfiguration.text(port, settings));
        Path output = directory.resolve("postgresql.log");
        if (Files.exists(output) && Files.size(output) > MAX_LOG_BYTES) {
            Files.move(output, directory.resolve("postgresql.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        long logged = Files.exists(output) ? Files.size(output) : 0;
        PostgresProgram.Outcome outcome = control("start", START_TIMEOUT_SECONDS, "--log=" + output, "--silent");
        if (outcome.failed()) {
            throw failure("start", outcome.output() + said(output, logged));
        }
    }

    private static String said(Path output, long from) throws IOException {
        if (!Files.exists(output)) {
            return "";
        }
        byte[] all = Files.readAllBytes(output);
        return new String(all, (int) from, (int) (all.length - from), StandardCharsets.UTF_8);
    }

    private EmbeddedServerException failure(String task, String output) {
        if (Disk.saysFull(output)) {
            return new EmbeddedServerException(
                    "PostgreSQL cannot %s: the disk under %s is full".formatted(task, directory));
        }
        String reason = output.lines()
                .filter(line -> REASON.matcher(line).find())
                .findFirst()
                .or(() -> output.lines().findFirst())
                .orElse("it gives no reason");
        return new EmbeddedServerException(
                "PostgreSQL cannot %s: %s (log: %s)".formatted(task, reason, directory.resolve("postgresql.log")));
    }

    private PostgresProgram.Outcome control(String verb, int timeoutSeconds, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of(verb, "--pgdata=" + cluster, "--wait", "--timeout=" + timeoutSeconds));
        all.addAll(List.of(arguments));
        return program.run("pg_ctl", all);
    }

    private Path configuration() {
        return cluster.resolve("postgresql.conf");
    }

    /** Creates databases and roles, as the superuser. */
    public PostgresDatabases databases() {
        return new PostgresDatabases(address(), SUPERUSER, SUPERUSER_PASSWORD);
    }

    public int port() {
        return port;
    }

    /** {@code host:port} */
    public String address() {
        return "localhost:" + port;
    }

    public Path directory() {
        return directory;
    }

    /** Whether an earlier process had left it running. */
    public boolean adopted() {
        return adopted;
    }

    /** Ends open sessions, writes everything down and waits until the server is gone. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
        } finally {
            lock.close();
        }
    }

    /** Leaves the server running, as a killed process does. */
    void abandon() {
        closed = true;
        lock.close();
    }

    private void stop() {
        if (control("stop", STOP_TIMEOUT_SECONDS, "--mode=fast", "--silent").failed()) {
            log.warn(
                    "PostgreSQL did not stop within {} s: it is cut off and recovers at the next start",
                    STOP_TIMEOUT_SECONDS);
            control("stop", STOP_TIMEOUT_SECONDS, "--mode=immediate", "--silent");
        }
    }
}
