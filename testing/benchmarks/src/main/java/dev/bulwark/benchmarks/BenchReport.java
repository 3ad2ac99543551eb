package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The runs of a benchmark as a table for people and JSON for machines. */
final class BenchReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final BenchOptions options;
    private final List<RunResult> results;
    private final Instant at;

    BenchReport(BenchOptions options, List<RunResult> results, Instant at) {
        this.options = options;
        this.results = results;
        this.at = at;
    }

    void print(PrintStream out) {
        out.printf("%nOrder sagas, %s, %s, %d cores, load generator included%n%n", options.path(), at, cores());
        out.println(
                "| run | orders | sagas/s | CPU-s/1000 | p50 ms | p99 ms | POST p99 ms | undone | tx/saga | stmt/saga | WAL B/saga | records/saga | counts |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (RunResult run : results) {
            out.printf(
                    "| %s | %d | %.0f | %.2f | %.0f | %.0f | %.0f | %.1f %% | %.2f | %.2f | %.0f | %.1f | %s |%n",
                    run.name(),
                    run.orders().ended(),
                    run.sagasPerSecond(),
                    run.cpuSecondsPerThousand(),
                    run.orders().p50Millis(),
                    run.orders().p99Millis(),
                    run.load().latency().percentileMillis(0.99),
                    100.0 * run.orders().undone() / Math.max(1, run.orders().ended()),
                    run.perSaga(run.counters().transactions()),
                    run.perSaga(run.counters().statements()),
                    run.perSaga(run.counters().walBytes()),
                    run.perSaga(run.counters().records()),
                    run.counts() ? "yes" : "NO");
        }
        out.println();
        out.println("CPU-ms per saga, by part:");
        for (RunResult run : results) {
            StringBuilder line = new StringBuilder("  %-10s".formatted(run.name()));
            run.cpu()
                    .byPart()
                    .forEach((part, seconds) -> line.append("  %s %.2f".formatted(part, perSagaMillis(run, seconds))));
            line.append("  load generator %.2f".formatted(perSagaMillis(run, run.generatorSeconds())));
            out.println(line);
        }
        results.stream()
                .filter(run -> !run.counts())
                .forEach(run -> out.println("  " + run.name() + " does not count: " + run.problems()));
        out.println();
    }

    private static double perSagaMillis(RunResult run, double seconds) {
        return seconds * 1000 / Math.max(1, run.orders().ended());
    }

    void write(Path file) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("benchmark", "sagas");
        report.put("path", options.path());
        report.put("at", at.toString());
        report.put("cores", cores());
        report.put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        report.put("java", Runtime.version().toString());
        report.put("runs", results.stream().map(BenchReport::json).toList());
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.write(file, JSON.writeValueAsBytes(report));
    }

    private static Map<String, Object> json(RunResult run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", run.name());
        json.put("counts", run.counts());
        json.put("problems", run.problems());
        json.put("orders", run.orders());
        json.put("sagasPerSecond", run.sagasPerSecond());
        json.put("cpuSecondsPer1000", run.cpuSecondsPerThousand());
        json.put("cpuSecondsByPart", run.cpu().byPart());
        json.put("cpuSecondsLoadGenerator", run.generatorSeconds());
        json.put("postP99Millis", run.load().latency().percentileMillis(0.99));
        json.put("servers", run.counters());
        return json;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
