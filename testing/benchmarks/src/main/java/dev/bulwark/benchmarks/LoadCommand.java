package dev.bulwark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./bulwark load}: places orders on a running platform at a steady rate, and says what became of them. */
@Command(
        name = "load",
        descriptionHeading = "%n",
        optionListHeading = "%n",
        description = {
            "Places orders through the gateway of a running platform, at a steady rate, and prints what became of"
                    + " them.",
            "%nThe latency of a POST is measured from the moment the order was due to the end of its answer: time that"
                    + " it waits for a free connection counts. Of every hundred orders five are made to fail: three"
                    + " declined cards, one sku without stock, one address that no carrier delivers to."
        },
        footer = "%nExit codes: 0 every order was accepted, 1 one was refused or never placed, 64 wrong usage, 69 no"
                + " platform answers.",
        sortOptions = false)
final class LoadCommand implements Callable<Integer> {

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);
    /** A saga whose steps are slow may take longer; its order is then reported as pending. */
    private static final Duration LONGEST_WAIT_FOR_ENDS = Duration.ofSeconds(60);

    private final Target target;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Orders a second, 1 to 20000 (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "How long, for example 60s or 5m (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "How long to place orders at that rate before anything is measured; 0s for not at all"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description =
                    "Connections to the gateway, 1 to 1000 (default: a tenth of the rate, at least 4, at most 64).")
    private @Nullable Integer connections;

    @Mixin
    HelpOption help = new HelpOption();

    LoadCommand(Target target, PrintStream out) {
        this.target = target;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        Bounds.within(command, "--rate", rate, 1, 20_000);
        int sockets = connections == null
                ? Math.clamp(rate / 10, 4, 64)
                : Bounds.within(command, "--connections", connections, 1, 1_000);
        if (warmUp.isZero()) {
            out.println("no warm-up: if the platform has just started, its slow first seconds are part of what is"
                    + " measured");
        } else {
            out.printf("warm-up: %d orders a second for %d s, not measured%n", rate, warmUp.toSeconds());
            run(sockets, warmUp);
        }
        out.printf("measuring: %d orders a second for %d s%n", rate, duration.toSeconds());
        Run measured = run(sockets, duration);
        print(measured);
        return measured.load().refused() == 0 && measured.load().missing() == 0 ? 0 : BenchmarksApplication.FAILED;
    }

    private record Run(OrderLoad load, PlacedOrders orders) {}

    /** Returns when every order has ended, or a minute after the last was placed. */
    private Run run(int sockets, Duration length) throws IOException, InterruptedException {
        PlacedOrders orders = new PlacedOrders(target);
        OrderLoad load = new OrderLoad(target, sockets, orders::accepted);
        Thread progress = Thread.ofPlatform().daemon().name("progress").start(() -> report(load, orders));
        try {
            load.open(rate, length);
        } finally {
            progress.interrupt();
            progress.join();
        }
        orders.awaitEnds(LONGEST_WAIT_FOR_ENDS);
        return new Run(load, orders);
    }

    private void report(OrderLoad load, PlacedOrders orders) {
        long nextLine = System.nanoTime() + PROGRESS_EVERY.toNanos();
        try {
            while (true) {
                Thread.sleep(PlacedOrders.LOOK_EVERY);
                orders.look();
                if (System.nanoTime() >= nextLine) {
                    nextLine += PROGRESS_EVERY.toNanos();
                    out.printf("  %d accepted, %d refused; %s%n", load.accepted(), load.refused(), orders.counts());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the load is over
        }
    }

    private void print(Run run) {
        OrderLoad load = run.load();
        out.printf(
                "%n%d orders accepted, %d refused%s%n",
                load.accepted(),
                load.refused(),
                load.refused() == 0 ? "" : "; the last refusal: " + load.lastRefusal());
        if (load.missing() > 0) {
            out.printf("%d orders were never placed%n", load.missing());
        }
        out.printf("of the accepted: %s%n", run.orders().counts());
        if (run.orders().pending() > 0 && run.orders().lastFailure() != null) {
            out.printf(
                    "the orders could not always be read, the last time because of: %s%n",
                    run.orders().lastFailure());
        }
        out.printf(
                "POST latency p50 %.1f ms, p99 %.1f ms, from the moment an order was due to the end of its answer%s%n",
                load.latency().percentileMillis(0.5),
                load.latency().percentileMillis(0.99),
                warmUp.isZero() ? "; not warmed up" : "");
    }
}
