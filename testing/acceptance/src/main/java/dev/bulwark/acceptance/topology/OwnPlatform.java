package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.bulwark.acceptance.client.Bulwark;
import org.jspecify.annotations.Nullable;

/**
 * A platform of this suite's own, on ports and a data directory of its own: one process, or a fleet of them under a supervisor.
 *
 * <p>Nothing of it outlives this JVM: {@link #close()} and a shutdown hook kill the whole tree, and if this JVM is killed itself, the
 * platform notices that its input ended.
 */
public final class OwnPlatform implements PlatformUnderTest {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;
    private static final int SHOWN_LINES = 20;
    private static final String READY = "ready: the first order can be placed";

    private final Path data;
    private final Ports ports = Ports.free();
    private final boolean fleet;
    private final Bulwark bulwark;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Duration> starts = new ArrayList<>();
    private long peakResidentKilobytes;
    private volatile @Nullable Process process;

    private OwnPlatform(boolean fleet) {
        this.fleet = fleet;
        this.data = Work.directory(fleet ? "fleet" : "standalone");
        this.bulwark = new Bulwark(url(Ports.GATEWAY), url(Ports.SIMULATORS));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "kill-platform"));
    }

    /** Everything in one process, on a fresh data directory. */
    public static OwnPlatform standalone() {
        return started(new OwnPlatform(false));
    }

    /** Each module in a process of its own, on a fresh data directory. */
    public static OwnPlatform fleet() {
        return started(new OwnPlatform(true));
    }

    private static OwnPlatform started(OwnPlatform platform) {
        try {
            platform.start();
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Starts on the data that are there, and returns when the first order can be placed. */
    public void start() {
        Path output = data.resolve("output-" + starts.size() + ".txt");
        List<String> arguments = new ArrayList<>(List.of("--end-with-input"));
        if (fleet) {
            arguments.add("--fleet");
        }
        long from = System.nanoTime();
        try {
            Process started = StandaloneJar.command(data, ports, arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process = started;
            awaitReady(started, output, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        starts.add(took);
        Figures.print("%s ready after %.1f s (start %d)", name(), took.toMillis() / 1e3, starts.size());
    }

    private static void awaitReady(Process process, Path output, long from) throws IOException, InterruptedException {
        while (!Files.readString(output).contains(READY)) {
            boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() - from > START_PATIENCE.toNanos()) {
                throw new IllegalStateException("the platform " + (ended ? "ended" : "isn't ready") + ", see " + output
                        + ", which ends with\n" + end(output));
            }
        }
    }

    private static String end(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    public String name() {
        return fleet ? "fleet" : "standalone";
    }

    public Path data() {
        return data;
    }

    public Ports ports() {
        return ports;
    }

    /** @param usualPort as in {@link Ports} */
    public URI url(int usualPort) {
        return URI.create("http://localhost:" + ports.of(usualPort));
    }

    @Override
    public Bulwark bulwark() {
        return bulwark;
    }

    /** A connection to its broker; the caller closes it. */
    public Broker broker() {
        return new Broker("localhost:" + ports.of(Ports.KAFKA));
    }

    /** From the command to readiness, each time it was started. */
    public List<Duration> starts() {
        return List.copyOf(starts);
    }

    /** The most that the first process ever held in memory, PostgreSQL not included. Linux only; elsewhere the present figure. */
    public long peakResidentKilobytes() {
        Process current = process;
        if (current != null && current.isAlive()) {
            peakResidentKilobytes = Math.max(peakResidentKilobytes, Memory.residentKilobytes(current.pid()));
        }
        return peakResidentKilobytes;
    }

    /** SIGKILL to every process at once, servers included, as when the machine goes down; the data stay. */
    public void killEverything() {
        peakResidentKilobytes();
        ProcessTree.of(running().toHandle(), data).kill();
    }

    private Process running() {
        return Objects.requireNonNull(process, "it was never started");
    }

    /** Process id of a module of a fleet; 0 while it is being started. */
    public long modulePid(String id) {
        try {
            String text =
                    Files.readString(data.resolve("fleet").resolve(id + ".pid")).strip();
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * SIGTERM.
     *
     * @return how long it took until every process was gone
     * @throws AssertionError if it doesn't end, or leaves a process behind; all are killed then
     */
    public Duration stop() {
        peakResidentKilobytes();
        Process current = running();
        ProcessTree tree = ProcessTree.of(current.toHandle(), data);
        long from = System.nanoTime();
        current.destroy();
        try {
            while (!tree.alive().isEmpty() && System.nanoTime() - from < STOP_PATIENCE.toNanos()) {
                current.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
                Thread.sleep(POLL_MILLIS); // PostgreSQL is nobody's child and can't be waited for
            }
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            List<ProcessHandle> left = tree.alive();
            if (!left.isEmpty()) {
                throw new AssertionError("after SIGTERM and " + took + " these are still there: "
                        + left.stream().map(ProcessHandle::info).toList());
            }
            return took;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            tree.kill();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && process != null) {
            killEverything();
            Work.dropServers(data);
        }
    }
}
