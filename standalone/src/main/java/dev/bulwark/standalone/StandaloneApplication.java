package dev.bulwark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Deque;
import java.util.EnumSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import dev.bulwark.standalone.embedded.EmbeddedServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * The platform from one main(): the one-command demo, a cell, or one module of a fleet, by its {@link UpCommand}.
 *
 * <p>Exit codes: 0 after an orderly stop, 64 for a wrong command line, 69 if a server can't start, 70 if a module can't.
 */
public final class StandaloneApplication {

    private static final int USAGE_WIDTH = 120;
    private static final int UNAVAILABLE = 69;
    private static final int SOFTWARE_ERROR = 70;

    private StandaloneApplication() {}

    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(System.out);
        UpCommand command = new UpCommand(System.getenv(), options -> run(options, terminal));
        int code = commandLine(command).execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    static CommandLine commandLine(UpCommand command) {
        return new CommandLine(command)
                .registerConverter(Module.class, Module::of)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure));
    }

    private static int explain(Exception failure) {
        System.err.println("bulwark: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        return switch (failure) {
            case EmbeddedServerException e -> UNAVAILABLE;
            case StartFailedException e -> UNAVAILABLE;
            default -> {
                failure.printStackTrace();
                yield SOFTWARE_ERROR;
            }
        };
    }

    private static void run(Options options, Terminal terminal) throws InterruptedException {
        prepareLogging(options);
        CountDownLatch end = new CountDownLatch(1);
        Stack stack = new Stack(options, terminal);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stack.close();
                            end.countDown();
                        },
                        "shutdown"));
        if (options.endWithInput()) {
            Thread.ofPlatform().daemon().name("supervisor-watch").start(StandaloneApplication::endWithInput);
        }
        stack.start();
        end.await();
    }

    /** The first application to start configures logging for all: a file for the details, the terminal for what goes wrong. */
    private static void prepareLogging(Options options) {
        String name = options.modules().size() == 1
                ? options.modules().iterator().next().id()
                : options.modules().isEmpty() ? "infrastructure" : "bulwark";
        try {
            Files.createDirectories(options.data().resolve("logs"));
        } catch (IOException e) {
            throw new StartFailedException(
                    "The data directory " + options.data() + " can't be written: " + e.getMessage());
        }
        // Until then logback's default would print every line of the servers' start.
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR);
        }
        setDefault(
                "logging.file.name",
                options.data().resolve("logs").resolve(name + ".log").toString());
        setDefault("logging.threshold.console", "WARN");
        setDefault(
                "logging.include-application-name",
                Boolean.toString(options.modules().size() == 1));
        setDefault("logging.level.org.springdoc.core.events", "ERROR"); // that the API is described is what we want
        setDefault("logging.level.org.apache.kafka", "WARN");
        setDefault("logging.level.kafka", "WARN");
        setDefault("logging.level.state.change.logger", "WARN");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void endWithInput() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(0); // the supervisor is gone: an orderly stop, through the shutdown hook
    }

    /** What this process runs, stopped in the reverse order of its start, however far that got. */
    private static final class Stack implements AutoCloseable {

        private final Options options;
        private final Terminal terminal;
        private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
        private volatile boolean closing;

        Stack(Options options, Terminal terminal) {
            this.options = options;
            this.terminal = terminal;
        }

        void start() throws InterruptedException {
            FreePorts.require(options);
            try (StartProgress progress = new StartProgress(terminal)) {
                startAll(progress);
            }
            if (options.modules().containsAll(EnumSet.allOf(Module.class)) && !closing) {
                welcome();
            }
        }

        private void startAll(StartProgress progress) throws InterruptedException {
            if (options.fleet()) {
                Fleet fleet = new Fleet(options, terminal);
                started.push(fleet);
                fleet.start(progress);
            } else {
                Infrastructure infrastructure = Infrastructure.start(options, terminal, progress);
                started.push(infrastructure);
                Platform platform = new Platform(options, infrastructure, progress);
                started.push(platform);
                platform.start(options.modules());
            }
            if (options.modules().containsAll(EnumSet.allOf(Module.class)) && !closing) {
                new FirstOrder(options).await();
            }
        }

        private void welcome() {
            terminal.say("ready: the first order can be placed");
            terminal.plain("""

                      gateway     %1$s
                      API         %1$s/docs
                      metrics     http://localhost:%2$d/actuator/prometheus
                      logs        %3$s

                      Ctrl-C stops everything; data stays.
                    """.formatted(
                            options.url(Module.GATEWAY),
                            options.port(Module.ORDERS) + Module.MANAGEMENT_OFFSET,
                            options.data().resolve("logs")));
        }

        @Override
        public void close() {
            closing = true;
            terminal.say("stopping");
            for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
                try {
                    part.close();
                } catch (Exception e) { // the rest is to be stopped all the same
                    System.err.println("bulwark: while stopping: " + e);
                }
            }
            terminal.say("stopped");
        }
    }
}
