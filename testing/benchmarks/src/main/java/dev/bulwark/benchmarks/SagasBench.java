package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * Order sagas a second and what one costs: saturated (closed loop), and at a steady rate (open loop).
 *
 * <p>Latency and outcome come from the order log, CPU from the operating system, transactions, statements, WAL and records from the servers. A run
 * counts only if every acknowledged order ended, the audit is ok, 5 ± 1 % were compensated, and fsync and synchronous_commit are on.
 */
final class SagasBench {

    private static final int PORT_OFFSET = 20_000;
    private static final int CONNECTIONS = 64;
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(3);
    /** For the JIT compiler to finish what the warm-up has asked of it. */
    private static final Duration COMPILER_REST = Duration.ofSeconds(5);

    private static final double SHARE_TOLERANCE = 0.01;

    private final BenchOptions options;
    private final Clock clock;
    private final PrintStream out;
    private Path postmaster = Path.of("/nowhere");

    SagasBench(BenchOptions options, Clock clock, PrintStream out) {
        this.options = options;
        this.clock = clock;
        this.out = out;
    }

    /** @return whether every run counts */
    boolean run() throws IOException, InterruptedException, SQLException {
        Path data = Files.createTempDirectory("bulwark-bench");
        List<String> arguments =
                options.equalPath() ? List.of("--spring.main.sources=" + EqualPath.class.getName()) : List.of();
        postmaster = data.resolve("postgres/cluster/postmaster.pid");
        out.println("starting the platform, " + options.path() + ", data in " + data);
        try (PlatformProcess platform =
                PlatformProcess.start(data, PORT_OFFSET, arguments, "the first order can be placed", out)) {
            Counters.Servers servers =
                    new Counters.Servers("localhost:" + (8432 + PORT_OFFSET), "localhost:" + (8492 + PORT_OFFSET));
            requireDurable(servers);
            Target target = target();
            warmUp(target, servers);
            List<RunResult> results = new ArrayList<>();
            for (int i = 0; i < options.runs(); i++) {
                results.add(measure(
                        "saturated",
                        platform,
                        target,
                        servers,
                        load -> load.closed(options.orders(), new UnderWay(servers, options.underWay()))));
            }
            results.add(measure(
                    options.rate() + "/s",
                    platform,
                    target,
                    servers,
                    load -> load.open(options.rate(), options.duration())));
            BenchReport report = new BenchReport(options, results, clock.instant());
            report.print(out);
            report.write(options.output());
            out.println("written to " + options.output());
            return results.stream().allMatch(RunResult::counts);
        } finally {
            Directories.delete(data);
        }
    }

    private Target target() {
        Target full = Target.local(PORT_OFFSET);
        URI orders = options.equalPath() ? URI.create("http://localhost:" + (8081 + PORT_OFFSET)) : full.orders();
        return new Target(orders, full.gateway(), full.tokens());
    }

    private static void requireDurable(Counters.Servers servers) throws SQLException, IOException {
        try (Connection connection = servers.connect("orders");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
            row.next();
            if (!row.getString(1).equals("on") || !row.getString(2).equals("on")) {
                throw new IOException("a run counts only with fsync and synchronous_commit on");
            }
        }
    }

    private void warmUp(Target target, Counters.Servers servers)
            throws IOException, InterruptedException, SQLException {
        for (int round = 1; round <= options.warmUpRounds(); round++) {
            OrderLoad load = new OrderLoad(target, CONNECTIONS);
            load.closed(options.orders() / 2, new UnderWay(servers, options.underWay()));
            awaitNoneOpen(servers);
            out.println("warm-up " + round + " of " + options.warmUpRounds() + ": " + load.accepted() + " orders");
        }
        Thread.sleep(COMPILER_REST);
    }

    /** CPU of this process: the load generator, and the little that measuring takes. */
    private static double generatorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    private interface Load {
        void run(OrderLoad load) throws IOException, InterruptedException;
    }

    private RunResult measure(
            String name, PlatformProcess platform, Target target, Counters.Servers servers, Load pattern)
            throws IOException, InterruptedException, SQLException {
        Instant start = clock.instant();
        Counters countersBefore = Counters.read(servers);
        CpuTime cpuBefore = CpuTime.of(platform.handle(), postmaster);
        double ownBefore = generatorSeconds();
        OrderLoad load = new OrderLoad(target, CONNECTIONS);
        pattern.run(load);
        boolean allEnded = awaitNoneOpen(servers);
        CpuTime cpu = CpuTime.of(platform.handle(), postmaster).minus(cpuBefore);
        double own = generatorSeconds() - ownBefore;
        Counters counters = Counters.read(servers).minus(countersBefore);
        Orders orders = Orders.since(servers, start);
        RunResult result = new RunResult(
                name, orders, load, cpu, own, counters, problems(orders, load, allEnded, target, servers));
        out.println(result.summary());
        return result;
    }

    private List<String> problems(
            Orders orders, OrderLoad load, boolean allEnded, Target target, Counters.Servers servers)
            throws InterruptedException, SQLException {
        List<String> problems = new ArrayList<>();
        if (!allEnded || orders.ended() != orders.placed()) {
            problems.add((orders.placed() - orders.ended()) + " orders did not end");
        }
        if (orders.placed() < load.accepted()) {
            problems.add((load.accepted() - orders.placed()) + " acknowledged orders are lost");
        }
        if (load.missing() > 0) {
            problems.add(load.missing() + " orders were never placed: the load gave up, as its output says");
        }
        if (load.refused() > 0) {
            problems.add(load.refused() + " orders were refused, the last with " + load.lastRefusal());
        }
        double share = orders.undone() / (double) Math.max(1, orders.ended());
        if (Math.abs(share - OrderMix.COMPENSATED_SHARE) > SHARE_TOLERANCE) {
            problems.add("%.1f %% were compensated, not 5 ± 1 %%".formatted(share * 100));
        }
        if (options.equalPath()) {
            EqualPathBook.write(servers);
        }
        audit(target, problems);
        return problems;
    }

    private static void audit(Target target, List<String> problems) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(6)); // the audit judges what settled more than five seconds ago
        try {
            JsonNode audit = target.operator("/ops/audit");
            if (!audit.path("ok").asBoolean(false)) {
                JsonNode findings = audit.path("findings");
                problems.add("the audit has " + findings.size() + " findings, the first: " + findings.path(0));
            }
        } catch (IOException e) {
            problems.add("no audit: " + e.getMessage());
        }
    }

    private static boolean awaitNoneOpen(Counters.Servers servers) throws SQLException, InterruptedException {
        long until = System.nanoTime() + DRAIN_PATIENCE.toNanos();
        while (Orders.open(servers) > 0) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }
}
