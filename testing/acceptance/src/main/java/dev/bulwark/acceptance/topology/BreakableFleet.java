package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Http;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of which everything can be broken: each module is a process that its supervisor starts again, the servers are processes of their own,
 * and a {@link TcpProxy} stands before PostgreSQL, before Kafka, and before the outside world.
 *
 * <p>Nothing of it outlives this JVM.
 */
public final class BreakableFleet implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration RETURN_PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 50;
    /** Shorter than the pauses and outages that are inflicted; usually it is five minutes, for which nobody wants to wait. */
    private static final int MAX_POLL_INTERVAL_MILLIS = 8_000;

    private static final int POSTGRES_MEGABYTES = 1_500;
    private static final int KAFKA_MEGABYTES = 600;
    private static final String SERVERS_READY = "PostgreSQL at";
    private static final String READY = "ready: the first order can be placed";
    private static final String JAVA_OPTIONS = "-Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
            + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+EnableDynamicAgentLoading";

    private final Path data = Work.directory("faults");
    private final Ports ports = Ports.free();
    private final Path moduleOptions = data.resolve("module.options");
    private final TcpProxy postgres = TcpProxy.before(ports.of(Ports.POSTGRES));
    private final TcpProxy kafka = TcpProxy.before(ports.of(Ports.KAFKA));
    private final TcpProxy outside = TcpProxy.before(ports.of(Ports.SIMULATORS));
    private final List<SmallDisk> disks = new ArrayList<>();
    private @Nullable Process servers;
    private @Nullable Process modules;
    private int outputs;

    private BreakableFleet() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::killEverything, "kill-fleet"));
    }

    /** On a fresh data directory; returns when the first order can be placed. */
    public static BreakableFleet start() throws InterruptedException {
        return started(new BreakableFleet());
    }

    /** The same, with PostgreSQL and the broker each on a disk that can be filled. Needs root: {@link #canHaveSmallDisks()}. */
    public static BreakableFleet startOnSmallDisks() throws InterruptedException {
        BreakableFleet fleet = new BreakableFleet();
        fleet.disks.add(SmallDisk.mount(fleet.data.resolve("postgres"), POSTGRES_MEGABYTES));
        fleet.disks.add(SmallDisk.mount(fleet.data.resolve("kafka"), KAFKA_MEGABYTES));
        return started(fleet);
    }

    public static boolean canHaveSmallDisks() {
        return SmallDisk.possible();
    }

    public boolean hasSmallDisks() {
        return !disks.isEmpty();
    }

    private static BreakableFleet started(BreakableFleet fleet) throws InterruptedException {
        try {
            fleet.startServers();
            fleet.startModules();
            return fleet;
        } catch (RuntimeException | InterruptedException e) {
            fleet.close();
            throw e;
        }
    }

    /** PostgreSQL if it doesn't run, and the broker, which doesn't: returns when both answer. */
    public void startServers() throws InterruptedException {
        servers = run(
                List.of("--infrastructure-only"),
                Map.of("BULWARK_KAFKA_ADVERTISED", "localhost:" + kafka.port()),
                SERVERS_READY);
    }

    private void startModules() throws InterruptedException {
        moduleOptions("");
        modules = run(
                List.of(
                        "--fleet",
                        "--bulwark.psp.url=http://localhost:" + outside.port() + "/psp",
                        "--bulwark.carrier.url=http://localhost:" + outside.port() + "/carrier",
                        "--spring.kafka.consumer.properties.max.poll.interval.ms=" + MAX_POLL_INTERVAL_MILLIS),
                Map.of(
                        "BULWARK_POSTGRES", "localhost:" + postgres.port(),
                        "BULWARK_KAFKA", "localhost:" + kafka.port(),
                        "BULWARK_FLEET_JAVA_OPTS", JAVA_OPTIONS + " @" + moduleOptions),
                READY);
    }

    private Process run(List<String> arguments, Map<String, String> environment, String ready)
            throws InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--end-with-input");
        Path output = data.resolve("output-" + ++outputs + ".txt");
        ProcessBuilder builder = StandaloneJar.command(data, ports, all)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            long until = System.nanoTime() + START_PATIENCE.toNanos();
            while (!Files.readString(output).contains(ready)) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
                    ProcessTree.of(process.toHandle(), data).kill();
                    throw new IllegalStateException("the fleet doesn't start: " + Files.readString(output));
                }
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of the JVM of each module that is started from now on, besides the usual ones. */
    public void moduleOptions(String options) {
        try {
            Files.writeString(moduleOptions, options + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path data() {
        return data;
    }

    /** A client with tokens of its own: they last an hour. */
    public Bulwark bulwark() {
        return new Bulwark(url(Ports.GATEWAY), url(Ports.SIMULATORS));
    }

    private URI url(int usualPort) {
        return URI.create("http://localhost:" + ports.of(usualPort));
    }

    /** Between all modules and PostgreSQL. */
    public TcpProxy postgres() {
        return postgres;
    }

    /** Between all modules and the broker. */
    public TcpProxy kafka() {
        return kafka;
    }

    /** Between payment- and shipping-service and the outside world. */
    public TcpProxy outside() {
        return outside;
    }

    /** As everybody finds its broker: through the proxy. */
    public String brokerAddress() {
        return "localhost:" + kafka.port();
    }

    public ModuleOutput output(Module module) {
        return new ModuleOutput(data.resolve("logs").resolve(module.id() + ".out"));
    }

    /** 0 while it is being started. */
    public long pid(Module module) {
        try {
            String text = Files.readString(data.resolve("fleet").resolve(module.id() + ".pid"))
                    .strip();
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. @return the process that is dead now */
    public long kill(Module module) throws InterruptedException {
        await(module.id() + " runs", () -> alive(pid(module)));
        long pid = pid(module);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        return pid;
    }

    private static boolean alive(long pid) {
        return pid != 0 && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Until another process than that one is ready. */
    public void awaitSuccessor(Module module, long dead) throws InterruptedException {
        awaitOtherPid(module, dead);
        awaitReady(module);
    }

    /** Until another process than that one runs; it may not be ready. */
    public long awaitOtherPid(Module module, long dead) throws InterruptedException {
        await("a successor of " + module.id(), () -> pid(module) != dead && alive(pid(module)));
        return pid(module);
    }

    /** Until the process that runs now has said so. */
    public void awaitOutput(Module module, String words) throws InterruptedException {
        await(module.id() + " says '" + words + "'", () -> output(module).says(words));
    }

    public void awaitReady(Module module) throws InterruptedException {
        await(module.id() + " is ready", () -> isReady(module));
    }

    public boolean isReady(Module module) {
        try {
            return management(module, "/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Sum of all meters of that name at a module. */
    public double meter(Module module, String name) {
        return management(module, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Answer management(Module module, String path) {
        return new Http(url(module.managementPort())).get(path).send();
    }

    /** SIGSTOP: it is there and does nothing, not even notice. */
    public void pause(Module module) throws InterruptedException {
        signal("STOP", pid(module));
    }

    public void resume(Module module) throws InterruptedException {
        signal("CONT", pid(module));
    }

    private static void signal(String name, long pid) throws InterruptedException {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("SIG" + name + " doesn't reach process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to the broker; it stays down until {@link #startServers()}. PostgreSQL goes on. */
    public void killBroker() {
        if (servers != null) {
            ProcessTree.of(servers.toHandle(), data)
                    .without(ProcessTree.servers(data))
                    .kill();
        }
    }

    /** Not a byte more fits on PostgreSQL's disk. */
    public void fillPostgresDisk() {
        disks.getFirst().fill();
    }

    /** Not a byte more fits on the broker's disk. */
    public void fillBrokerDisk() {
        disks.getLast().fill();
    }

    public void freeDisks() {
        disks.forEach(SmallDisk::free);
    }

    /** SIGKILL to one of PostgreSQL's processes: it cuts off every session at once, recovers from its log, and is back by itself. */
    public void crashPostgres() throws InterruptedException {
        ProcessHandle victim = ProcessTree.servers(data).processes().stream()
                .skip(1)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("PostgreSQL doesn't run"));
        victim.destroyForcibly();
        victim.onExit().join();
        awaitPostgres();
    }

    /** SIGKILL to all of PostgreSQL; it stays down until {@link #startServers()}. */
    public void killPostgres() {
        ProcessTree.servers(data).kill();
    }

    private void awaitPostgres() throws InterruptedException {
        await("PostgreSQL answers", () -> {
            try {
                return number("postgres", "SELECT 1") == 1;
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    /** What the query says, asked as the superuser and past the proxy. */
    public long number(String database, String query) {
        return Long.parseLong(column(database, query).getFirst());
    }

    /** The first column of every row, as text; asked as the superuser and past the proxy. */
    public List<String> column(String database, String query) {
        String url = "jdbc:postgresql://localhost:" + ports.of(Ports.POSTGRES) + "/" + database
                + "?connectTimeout=5&socketTimeout=30";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "bulwark-dev");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> column = new ArrayList<>();
            while (row.next()) {
                column.add(row.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(database + ": " + query, e);
        }
    }

    /** Changes what only a fault or a person with too many rights changes: past the proxy, and past every service. */
    public void execute(String database, String statement) {
        String url = "jdbc:postgresql://localhost:" + ports.of(Ports.POSTGRES) + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, "postgres", "bulwark-dev");
                Statement change = connection.createStatement()) {
            change.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(database + ": " + statement, e);
        }
    }

    private interface Truth {
        boolean holds();
    }

    private static void await(String what, Truth truth) throws InterruptedException {
        long until = System.nanoTime() + RETURN_PATIENCE.toNanos();
        while (!truth.holds()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        new TimeoutException("not within " + RETURN_PATIENCE.toSeconds() + " s: " + what));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void killEverything() {
        for (Process process : new Process[] {modules, servers}) {
            if (process != null) {
                ProcessTree.of(process.toHandle(), data).kill();
            }
        }
    }

    @Override
    public void close() {
        killEverything();
        postgres.close();
        kafka.close();
        outside.close();
        disks.forEach(SmallDisk::close);
        Work.dropServers(data);
    }
}
