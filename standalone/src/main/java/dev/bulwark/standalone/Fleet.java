package dev.bulwark.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.bulwark.standalone.embedded.InstanceLock;
import org.jspecify.annotations.Nullable;

/**
 * Every module, and the servers, in a process of its own; a process that dies is started again.
 *
 * <p>{@code fleet/<name>.pid} below the data directory names each process, so that one can be killed. If the supervisor itself is killed,
 * its children notice that their input ended and stop in order.
 */
final class Fleet implements AutoCloseable {

    private static final String SERVERS = "infrastructure";
    private static final Duration PORT_PATIENCE =
            Duration.ofMinutes(3); // eight JVMs at once, perhaps on a busy machine

    private final Options options;
    private final Terminal terminal;
    private final Map<Module, FleetProcess> modules = new ConcurrentHashMap<>();
    private @Nullable FleetProcess servers;
    private @Nullable InstanceLock lock;

    Fleet(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    void start(StartProgress progress) throws InterruptedException {
        Path directory = options.data().resolve("fleet");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StartFailedException("The data directory " + directory + " can't be written: " + e.getMessage());
        }
        lock = InstanceLock.acquire(directory);
        List<String> addresses = List.of();
        if (options.embedsServers()) {
            int offset = options.portOffset();
            FleetProcess infrastructure =
                    new FleetProcess(SERVERS, List.of("--infrastructure-only"), List.of(), options, terminal);
            servers = infrastructure;
            progress.begin(SERVERS);
            infrastructure.start();
            infrastructure.awaitPort(Options.POSTGRES_PORT + offset, PORT_PATIENCE);
            infrastructure.awaitPort(Options.KAFKA_PORT + offset, PORT_PATIENCE);
            infrastructure.awaitLine("PostgreSQL at", PORT_PATIENCE);
            progress.done(
                    SERVERS,
                    "PostgreSQL at localhost:" + (Options.POSTGRES_PORT + offset) + " and Kafka at localhost:"
                            + (Options.KAFKA_PORT + offset) + ", data in " + options.data());
            addresses = List.of(
                    Options.POSTGRES_VARIABLE + "=localhost:" + (Options.POSTGRES_PORT + offset),
                    Options.KAFKA_VARIABLE + "=localhost:" + (Options.KAFKA_PORT + offset));
        }
        for (Module module : Module.values()) {
            List<String> arguments = new ArrayList<>(List.of("--modules=" + module.id()));
            arguments.addAll(options.properties());
            FleetProcess process = new FleetProcess(module.id(), arguments, addresses, options, terminal);
            modules.put(module, process);
            progress.begin(module.id());
            process.start();
        }
        for (Map.Entry<Module, FleetProcess> process : modules.entrySet()) {
            Module module = process.getKey();
            process.getValue().awaitPort(options.port(module), PORT_PATIENCE);
            progress.done(module.id(), module.id() + " at " + options.url(module));
        }
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            modules.values().forEach(process -> threads.execute(process::close));
        }
        if (servers != null) {
            servers.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
