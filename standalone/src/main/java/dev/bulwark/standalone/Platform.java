package dev.bulwark.standalone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Modules in this process, each an application context of its own with its own port, configuration and connections.
 *
 * <p>They share nothing but the JVM: what one wants of another goes over HTTP and Kafka, as it does between processes.
 */
final class Platform implements AutoCloseable {

    private static final int STARTED_AT_ONCE = 3; // more than two cores have to give, for starting waits now and then

    private final Options options;
    private final Infrastructure infrastructure;
    private final StartProgress progress;
    private final Map<Module, ConfigurableApplicationContext> running = new EnumMap<>(Module.class);

    Platform(Options options, Infrastructure infrastructure, StartProgress progress) {
        this.options = options;
        this.infrastructure = infrastructure;
        this.progress = progress;
    }

    /** Starts all; if one fails the others are stopped again and its failure is thrown. */
    void start(Set<Module> modules) throws InterruptedException {
        List<Module> inOrder = modules.stream().sorted().toList();
        if (inOrder.isEmpty()) {
            return;
        }
        start(
                inOrder.getFirst(),
                context -> {}); // alone: it initialises logging for the JVM, and warms what the others need
        LogLevels levels = new LogLevels(LoggingSystem.get(Platform.class.getClassLoader()));
        // Contexts that start side by side and each initialise logging take it from under each other's feet.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        List<Future<?>> starts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(STARTED_AT_ONCE)) {
            for (Module module : inOrder.subList(1, inOrder.size())) {
                starts.add(threads.submit(() -> start(module, levels)));
            }
        }
        for (Future<?> start : starts) {
            try {
                start.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
    }

    private void start(Module module, ApplicationContextInitializer<ConfigurableApplicationContext> initializer) {
        progress.begin(module.id());
        ConfigurableApplicationContext context = new SpringApplicationBuilder(module.application())
                .main(module.application())
                .web(module.webType())
                .initializers(initializer)
                .registerShutdownHook(false) // this process stops its modules itself, in order
                .properties("spring.config.name=" + module.id())
                .run(arguments(module).toArray(String[]::new));
        synchronized (running) {
            running.put(module, context);
        }
        progress.done(module.id(), module.id() + " at " + options.url(module));
    }

    private List<String> arguments(Module module) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=" + options.port(module));
        arguments.add("--management.server.port=" + (options.port(module) + Module.MANAGEMENT_OFFSET));
        for (Module other : Module.values()) {
            arguments.add("--" + other.urlProperty() + "=" + options.url(other));
        }
        arguments.add("--bulwark.security.issuer=" + options.url(Module.SIMULATORS));
        arguments.add("--" + Options.POSTGRES_VARIABLE + "=" + infrastructure.postgres());
        arguments.add("--" + Options.KAFKA_VARIABLE + "=" + infrastructure.kafka());
        arguments.addAll(options.properties());
        return arguments;
    }

    /** Stops all: the door first, then everything behind it at once. */
    @Override
    public void close() {
        List<ConfigurableApplicationContext> behind;
        ConfigurableApplicationContext gateway;
        synchronized (running) {
            gateway = running.remove(Module.GATEWAY);
            behind = List.copyOf(running.values());
            running.clear();
        }
        if (gateway != null) {
            gateway.close();
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            behind.forEach(context -> threads.execute(context::close));
        }
    }
}
