package dev.bulwark.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import dev.bulwark.standalone.StandaloneApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The launcher's tools. Exit codes: 0 if what was asked holds, 1 if not, 64 for a wrong command line, 69 if the platform can't be reached.
 */
public final class BenchmarksApplication {

    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 64;
    private static final int UNAVAILABLE = 69;

    static final String USAGE = """
            load    --rate N --for 60s [--connections N]     place orders on a running platform, at so many a second
            audit                                            check every invariant on a running platform
            status                                           what a running platform is doing
            bench   sagas [--equal-path] [--orders N] [--under-way N] [--warm-up N] [--runs N] [--rate N] [--for 20s] [--out FILE]
                                                             sagas a second and their cost, on a platform of its own
            bench   relay [--rows N] [--runs N] [--rate N] [--for 20s] [--out FILE]
                                                             events a second through the outbox relay, and their cost
            bench   audit [--orders N] [--runs N] [--read-all] [--out FILE]
                                                             how long the audit of so many orders takes, by digests, and with all of
                                                             them read""";

    private BenchmarksApplication() {}

    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        String verb = words.isEmpty() ? "" : words.getFirst();
        if (verb.equals("platform")) {
            StandaloneApplication.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR); // of the clients' logs only what is a failure
        }
        System.exit(run(verb, words));
    }

    private static int run(String verb, List<String> words) {
        if (words.contains("--help")) {
            System.out.println(USAGE);
            return 0;
        }
        try {
            return switch (verb) {
                case "load" -> load(new Arguments(words.subList(1, words.size()), Set.of()));
                case "audit" -> audit();
                case "status" -> status();
                case "bench" -> bench(words);
                default ->
                    throw new UsageException(
                            verb.isEmpty() ? "what is to be done?" : "'" + verb + "' is not understood");
            };
        } catch (UsageException e) {
            System.err.println("bulwark: " + e.getMessage() + "\n\n" + USAGE);
            return USAGE_ERROR;
        } catch (IOException | SQLException e) {
            System.err.println("bulwark: " + e.getMessage());
            return UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int load(Arguments arguments) throws IOException, InterruptedException {
        int rate = arguments.number("rate", 100, 1, 20_000);
        Duration duration = arguments.duration("for", Duration.ofMinutes(1));
        int connections = arguments.number("connections", Math.clamp(rate / 10, 4, 64), 1, 1_000);
        arguments.noneLeft();
        OrderLoad load = new OrderLoad(target(), connections);
        Thread progress = Thread.ofPlatform().daemon().name("progress").start(() -> report(load));
        load.open(rate, duration);
        progress.interrupt();
        System.out.printf(
                "%d orders accepted, %d refused; POST p50 %.1f ms, p99 %.1f ms%s%n",
                load.accepted(),
                load.refused(),
                load.latency().percentileMillis(0.5),
                load.latency().percentileMillis(0.99),
                load.refused() == 0 ? "" : "; the last refusal: " + load.lastRefusal());
        return load.refused() == 0 ? 0 : FAILED;
    }

    private static void report(OrderLoad load) {
        try {
            while (true) {
                Thread.sleep(5_000);
                System.out.printf("  %d accepted, %d refused%n", load.accepted(), load.refused());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the load is over
        }
    }

    private static int audit() throws IOException {
        JsonNode audit = target().operator("/ops/audit", AuditBench.LONGEST);
        System.out.println(audit.toPrettyString());
        return audit.path("ok").asBoolean(false) ? 0 : FAILED;
    }

    private static int status() throws IOException {
        return new Status(target(), portOffset()).print(System.out) ? 0 : FAILED;
    }

    private static int bench(List<String> words) throws IOException, InterruptedException, SQLException {
        String name = words.size() < 2 ? "" : words.get(1);
        List<String> rest = words.subList(Math.min(2, words.size()), words.size());
        return switch (name) {
            case "sagas" -> {
                Arguments arguments = new Arguments(rest, Set.of("equal-path"));
                BenchOptions options = BenchOptions.parse(arguments);
                arguments.noneLeft();
                yield new SagasBench(options, Clock.systemUTC(), System.out).run() ? 0 : FAILED;
            }
            case "relay" -> {
                Arguments arguments = new Arguments(rest, Set.of());
                RelayBench relay = new RelayBench(arguments, System.out);
                arguments.noneLeft();
                yield relay.run() ? 0 : FAILED;
            }
            case "audit" -> {
                Arguments arguments = new Arguments(rest, Set.of("read-all"));
                AuditBench audit = new AuditBench(arguments, Clock.systemUTC(), System.out);
                arguments.noneLeft();
                yield audit.run() ? 0 : FAILED;
            }
            default -> throw new UsageException("the benchmarks are: sagas, relay, audit");
        };
    }

    private static Target target() {
        return Target.local(portOffset());
    }

    private static int portOffset() {
        return Integer.parseInt(System.getenv().getOrDefault("BULWARK_PORT_OFFSET", "0"));
    }
}
