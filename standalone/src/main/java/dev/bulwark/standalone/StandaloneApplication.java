package dev.bulwark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import dev.bulwark.standalone.embedded.EmbeddedServerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform from one main(): the one-command demo, a cell, or one module of a fleet, by its {@link Options}.
 *
 * <p>Exit codes: 0 after an orderly stop, 64 for a wrong command line, 69 if a server can't start, 70 if a module can't.
 */
public final class StandaloneApplication {

    private static final int USAGE_ERROR = 64;
    private static final int UNAVAILABLE = 69;
    private static final int SOFTWARE_ERROR = 70;

    private StandaloneApplication() {}

    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(System.out);
        try {
            if (Arrays.asList(arguments).contains("--help")) {
                terminal.plain(Options.USAGE);
                return;
            }
            Options options = Options.parse(List.of(arguments), System.getenv());
            run(options, terminal);
        } catch (UsageException e) {
            fail(USAGE_ERROR, e);
        } catch (EmbeddedServerException | StartFailedException e) {
            fail(UNAVAILABLE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(SOFTWARE_ERROR, e);
        }
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

    private static void fail(int code, RuntimeException failure) {
        System.err.println("bulwark: " + firstLine(failure));
        if (code == SOFTWARE_ERROR) {
            failure.printStackTrace();
        }
        System.exit(code);
    }

    private static @Nullable String firstLine(RuntimeException failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
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
            if (options.fleet()) {
                Fleet fleet = new Fleet(options, terminal);
                started.push(fleet);
                fleet.start();
            } else {
                Infrastructure infrastructure = Infrastructure.start(options, terminal);
                started.push(infrastructure);
                Platform platform = new Platform(options, infrastructure, terminal);
                started.push(platform);
                platform.start(options.modules());
            }
            if (options.modules().containsAll(EnumSet.allOf(Module.class)) && !closing) {
                new FirstOrder(options).await();
                welcome();
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
