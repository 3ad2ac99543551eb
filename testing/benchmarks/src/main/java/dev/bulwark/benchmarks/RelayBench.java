package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.bulwark.contracts.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events a second through the outbox relay as it runs in a service, and what a thousand cost: a backlog that was there at once, and a steady flow.
 *
 * <p>The rows are written by this process, by plain SQL into inventory-service's outbox, so the relay is never woken and finds them by polling. CPU is
 * that of relay, PostgreSQL and broker from the operating system; writing the rows is in PostgreSQL's share of the steady flow, and before the start of the
 * backlog's. A run counts only if the broker has a record for every row, with fsync and synchronous_commit on.
 */
@Command(
        name = "relay",
        descriptionHeading = "%n",
        description = "Measures events a second through the outbox relay and what they cost, on servers of its own.",
        optionListHeading = "%n",
        sortOptions = false)
final class RelayBench implements Callable<Integer> {

    private static final int PORT_OFFSET = 21_000;
    private static final String SERVICE = "inventory-service";
    private static final String DATABASE = "inventory";
    private static final int TRANSACTIONS_PER_SECOND = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Headers and payload of the size of an order's own events. */
    private static final String INSERT = """
            INSERT INTO outbox (topic, key, type, headers, payload)
            SELECT '%s', 'SKU-' || n %% 1000, 'product.listed.v1', template.headers, template.payload
              FROM generate_series(1, ?) AS n CROSS JOIN (SELECT
                E'ce_specversion=1.0\\nce_type=product.listed.v1\\nce_source=/inventory-service\\ncontent-type=application/json\\n' AS headers,
                convert_to('{"text":"' || repeat('x', 500) || '"}', 'UTF8') AS payload) AS template
            """.formatted(Topics.INVENTORY_EVENTS);

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Rows of a backlog, 1000 to 900000 (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Backlogs measured, 1 to 20 (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Rows a second of the steady run, 100 to 20000 (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "20s",
            description = "How long the steady run lasts (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "target/bench/relay.json",
            description = "Where the figures go, as JSON (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("relay.json");

    @Mixin
    HelpOption help = new HelpOption();

    private Path postmaster = Path.of("/nowhere");

    RelayBench(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        CommandSpec command = Objects.requireNonNull(spec);
        Bounds.within(command, "--rows", rows, 1_000, 900_000);
        Bounds.within(command, "--runs", runs, 1, 20);
        Bounds.within(command, "--rate", rate, TRANSACTIONS_PER_SECOND, 20_000);
        return run() ? 0 : BenchmarksApplication.FAILED;
    }

    /** @param records that the broker has more than before */
    private record Result(String name, long rows, double seconds, CpuTime cpu, long records) {

        boolean counts() {
            return records == rows;
        }

        double perSecond() {
            return rows / seconds;
        }

        double cpuMillisPerThousand() {
            return cpu.total() * 1_000_000 / rows;
        }
    }

    private interface Load {
        void run() throws SQLException, InterruptedException;
    }

    /** Tells whether every run counts. */
    private boolean run() throws IOException, InterruptedException, SQLException {
        Path data = Files.createTempDirectory("bulwark-bench");
        postmaster = data.resolve("postgres/cluster/postmaster.pid");
        out.println("starting one service on servers of its own, data in " + data);
        try (PlatformProcess platform =
                PlatformProcess.start(data, PORT_OFFSET, List.of("--modules=" + SERVICE), SERVICE + " at", out)) {
            Counters.Servers servers =
                    new Counters.Servers("localhost:" + (8432 + PORT_OFFSET), "localhost:" + (8492 + PORT_OFFSET));
            try (Connection database = servers.connect(DATABASE)) {
                awaitEmpty(database);
                measure("warm-up", platform, servers, database, rows, () -> insert(database, rows));
                List<Result> results = new ArrayList<>();
                for (int i = 0; i < runs; i++) {
                    results.add(measure("backlog", platform, servers, database, rows, () -> insert(database, rows)));
                }
                long steady = rate * duration.toSeconds();
                results.add(measure(rate + "/s", platform, servers, database, steady, () -> insertSteadily(database)));
                print(results);
                write(results);
                return results.stream().allMatch(Result::counts);
            }
        } finally {
            Directories.delete(data);
        }
    }

    /** A backlog's clock starts once all of it is committed. */
    private Result measure(
            String name,
            PlatformProcess platform,
            Counters.Servers servers,
            Connection database,
            long expected,
            Load load)
            throws SQLException, InterruptedException {
        long recordsBefore = Counters.read(servers).records();
        boolean backlog = expected == rows;
        if (backlog) {
            load.run();
        }
        long start = System.nanoTime();
        CpuTime cpuBefore = CpuTime.of(platform.handle(), postmaster);
        if (!backlog) {
            load.run();
        }
        awaitEmpty(database);
        double seconds = (System.nanoTime() - start) / 1e9;
        CpuTime cpu = CpuTime.of(platform.handle(), postmaster).minus(cpuBefore);
        Result result =
                new Result(name, expected, seconds, cpu, Counters.read(servers).records() - recordsBefore);
        out.printf(
                "%s: %d rows, %.0f/s, %.0f CPU-ms per 1 000%n",
                name, expected, result.perSecond(), result.cpuMillisPerThousand());
        return result;
    }

    private static void insert(Connection database, int rows) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(INSERT)) {
            insert.setInt(1, rows);
            insert.executeUpdate();
        }
    }

    private void insertSteadily(Connection database) throws SQLException, InterruptedException {
        long start = System.nanoTime();
        long transactions = duration.toSeconds() * TRANSACTIONS_PER_SECOND;
        for (long i = 0; i < transactions; i++) {
            insert(database, rate / TRANSACTIONS_PER_SECOND);
            long due = start + (i + 1) * 1_000_000_000L / TRANSACTIONS_PER_SECOND;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }

    private static void awaitEmpty(Connection database) throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Statement statement = database.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM outbox)")) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        return;
                    }
                }
                if (System.nanoTime() > until) {
                    throw new SQLException("the outbox was not empty after " + PATIENCE);
                }
                Thread.sleep(10);
            }
        }
    }

    private void print(List<Result> results) {
        out.printf(
                "%nOutbox relay, %s, %d cores%n%n",
                Instant.now(), Runtime.getRuntime().availableProcessors());
        out.println("| run | rows | events/s | CPU-ms/1000 | of them | counts |");
        out.println("|---|---|---|---|---|---|");
        for (Result result : results) {
            StringBuilder parts = new StringBuilder();
            result.cpu().byPart().forEach((part, seconds) -> {
                double millis = seconds * 1_000_000 / result.rows();
                if (millis >= 1) {
                    parts.append("%s %.0f ".formatted(part, millis));
                }
            });
            out.printf(
                    "| %s | %d | %.0f | %.0f | %s| %s |%n",
                    result.name(),
                    result.rows(),
                    result.perSecond(),
                    result.cpuMillisPerThousand(),
                    parts,
                    result.counts() ? "yes" : "NO: " + result.records() + " records");
        }
        out.println();
    }

    private void write(List<Result> results) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("benchmark", "relay");
        report.put("at", Instant.now().toString());
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
