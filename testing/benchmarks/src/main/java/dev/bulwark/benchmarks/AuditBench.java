package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the audit takes over a long history, and what it costs: by digests, and for comparison with everything read row by row, which is what
 * it comes to when it is asked to judge nothing that settled after the beginning of time.
 *
 * <p>CPU is that of all services and PostgreSQL from the operating system. A run counts only if nothing was found and every order was judged, or
 * for the reading was read.
 */
@Command(
        name = "audit",
        descriptionHeading = "%n",
        description = "Measures how long the audit of a long history takes, on a platform of its own.",
        optionListHeading = "%n",
        sortOptions = false)
final class AuditBench implements Callable<Integer> {

    private static final int PORT_OFFSET = 22_000;
    private static final int ORIGINALS = 500;
    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The gateway's budget for an audit, and a moment for the answer. */
    static final Duration LONGEST = Duration.ofSeconds(125);

    private static final String READ_ALL = "?settledBefore=1970-01-01T00:00:00Z";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Clock clock;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Orders of the history, 1000 to 5000000 (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Audits by digests, 1 to 20 (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--read-all", description = "Measure one audit more, which reads every order.")
    private boolean readToo;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "target/bench/audit.json",
            description = "Where the figures go, as JSON (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("audit.json");

    @Mixin
    HelpOption help = new HelpOption();

    private Path postmaster = Path.of("/nowhere");

    AuditBench(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        CommandSpec command = Objects.requireNonNull(spec);
        Bounds.within(command, "--orders", orders, 2 * ORIGINALS, 5_000_000);
        Bounds.within(command, "--runs", runs, 1, 20);
        return run() ? 0 : BenchmarksApplication.FAILED;
    }

    /** @param problem why it doesn't count; empty if it does */
    private record Result(String name, long orders, double seconds, CpuTime cpu, long read, String problem) {}

    /** Tells whether every run counts. */
    private boolean run() throws IOException, InterruptedException, SQLException {
        Path data = Files.createTempDirectory("bulwark-bench");
        postmaster = data.resolve("postgres/cluster/postmaster.pid");
        out.println("starting the platform, data in " + data);
        try (PlatformProcess platform =
                PlatformProcess.start(data, PORT_OFFSET, List.of(), "the first order can be placed", out)) {
            Counters.Servers servers =
                    new Counters.Servers("localhost:" + (8432 + PORT_OFFSET), "localhost:" + (8492 + PORT_OFFSET));
            Target target = Target.local(PORT_OFFSET);
            new OrderLoad(target, CONNECTIONS).closed(ORIGINALS, new UnderWay(servers, ORIGINALS));
            awaitSound(target);
            Instant began = clock.instant();
            long total = new AuditHistory(servers).fill(orders, began);
            out.printf(
                    "%d orders, copied in %d s%n",
                    total, Duration.between(began, clock.instant()).toSeconds());
            List<Result> results = new ArrayList<>();
            measure("warm-up", "", platform, target, total);
            for (int i = 0; i < runs; i++) {
                results.add(measure("digests", "", platform, target, total));
            }
            if (readToo) {
                results.add(measure("everything read", READ_ALL, platform, target, total));
            }
            print(results);
            write(results);
            return results.stream().allMatch(result -> result.problem().isEmpty());
        } finally {
            Directories.delete(data);
        }
    }

    private static void awaitSound(Target target) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode audit = target.operator("/ops/audit");
            if (audit.path("ok").asBoolean(false) && audit.path("inFlight").asLong() == 0) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new IOException("the audit was not ok after " + PATIENCE + ": " + audit);
            }
            Thread.sleep(1_000);
        }
    }

    private Result measure(String name, String query, PlatformProcess platform, Target target, long total)
            throws IOException {
        CpuTime before = CpuTime.of(platform.handle(), postmaster);
        long start = System.nanoTime();
        JsonNode audit = target.operator("/ops/audit" + query, LONGEST);
        double seconds = (System.nanoTime() - start) / 1e9;
        CpuTime cpu = CpuTime.of(platform.handle(), postmaster).minus(before);
        long seen = audit.path("examined").asLong() + audit.path("inFlight").asLong();
        boolean sound = audit.path("ok").asBoolean(false) && seen == total;
        Result result =
                new Result(name, seen, seconds, cpu, audit.path("read").asLong(), sound ? "" : audit.toString());
        out.printf(
                "%s: %d orders, %d of them read, in %.1f s, %.1f CPU-s%s%n",
                name,
                result.orders(),
                result.read(),
                seconds,
                cpu.total(),
                sound ? "" : "  DOES NOT COUNT: " + result.problem());
        return result;
    }

    private void print(List<Result> results) {
        out.printf(
                "%nAudit, %s, %d cores%n%n",
                clock.instant(), Runtime.getRuntime().availableProcessors());
        out.println("| run | orders | read | seconds | CPU-s | of them | counts |");
        out.println("|---|---|---|---|---|---|---|");
        for (Result result : results) {
            StringBuilder parts = new StringBuilder();
            result.cpu().byPart().forEach((part, seconds) -> {
                if (seconds >= 0.05) {
                    parts.append("%s %.1f ".formatted(part, seconds));
                }
            });
            out.printf(
                    "| %s | %d | %d | %.1f | %.1f | %s| %s |%n",
                    result.name(),
                    result.orders(),
                    result.read(),
                    result.seconds(),
                    result.cpu().total(),
                    parts,
                    result.problem().isEmpty() ? "yes" : "NO");
        }
        out.println();
    }

    private void write(List<Result> results) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("benchmark", "audit");
        report.put("at", clock.instant().toString());
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put("java", Runtime.version().toString());
        report.put("runs", results);
        Path directory = output.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.write(output, JSON.writeValueAsBytes(report));
        out.println("written to " + output);
    }
}
