package dev.bulwark.acceptance.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.bulwark.acceptance.topology.BreakableFleet;
import org.jspecify.annotations.Nullable;

/** Injects every fault with every seed, one after the other, and keeps what came of it. */
final class FaultsApplication {

    private static final int OK = 0;
    private static final int VIOLATED = 1;

    private final FaultsOptions options;
    private final PrintStream out;
    private final Path agentJar;
    private final Results results;
    private final String commit;

    private FaultsApplication(FaultsOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.agentJar = Path.of(System.getProperty("bulwark.crash.agent", "crash-agent.jar"))
                .toAbsolutePath();
        this.results = Results.in(options.results());
        this.commit = commit();
    }

    /** @return the exit code */
    static int run(PrintStream out, FaultsOptions options) throws InterruptedException {
        if (options.list()) {
            out.print(Catalogue.listing());
            return OK;
        }
        return new FaultsApplication(options, out).runAll();
    }

    private int runAll() throws InterruptedException {
        int total = options.faults().size() * options.seeds();
        int done = 0;
        int withoutVerdict = 0;
        BreakableFleet fleet = null;
        try {
            for (Fault fault : options.faults()) {
                for (long seed = options.firstSeed(); seed < options.firstSeed() + options.seeds(); seed++) {
                    done++;
                    if (results.has(fault.name(), seed, commit)) {
                        continue;
                    }
                    if (fault.smallDisks() && !BreakableFleet.canHaveSmallDisks()) {
                        out.println("faults: " + fault.name() + " needs root, to mount a small disk: left out");
                        continue;
                    }
                    if (fleet != null && fleet.hasSmallDisks() != fault.smallDisks()) {
                        fleet.close();
                        fleet = null;
                    }
                    if (fleet == null) {
                        fleet = start(fault.smallDisks());
                    }
                    Outcome outcome = run(fleet, fault, seed);
                    if (outcome == null) {
                        withoutVerdict++;
                    } else {
                        results.add(outcome);
                        out.printf(Locale.ROOT, "faults: %3d/%d %s%n", done, total, sentence(outcome));
                    }
                    if (outcome == null || limits().hasFailed(outcome)) {
                        out.println("faults: its logs are in " + fleet.data() + "; the next run gets another fleet");
                        fleet.close();
                        fleet = null;
                    }
                }
            }
        } finally {
            if (fleet != null) {
                fleet.close();
            }
        }
        writeReport();
        return verdict(withoutVerdict);
    }

    private BreakableFleet start(boolean onSmallDisks) throws InterruptedException {
        if (!Files.exists(agentJar)) {
            throw new IllegalStateException(agentJar + " is missing: build the module 'testing/crash-agent' first");
        }
        out.println("faults: starting a fleet ...");
        return onSmallDisks ? BreakableFleet.startOnSmallDisks() : BreakableFleet.start();
    }

    /** On all that was asked for, whether it was run now or was in the results already. */
    private int verdict(int withoutVerdict) {
        Limits limits = limits();
        List<Outcome> failed = options.faults().stream()
                .flatMap(fault -> results.of(fault.name(), commit).stream())
                .filter(outcome ->
                        outcome.seed() >= options.firstSeed() && outcome.seed() - options.firstSeed() < options.seeds())
                .filter(limits::hasFailed)
                .toList();
        failed.forEach(outcome -> out.println(
                "faults: FAILED " + outcome.fault() + " seed " + outcome.seed() + ": " + limits.violations(outcome)));
        if (withoutVerdict > 0) {
            out.println("faults: FAILED, for " + withoutVerdict + " runs came to no verdict");
        }
        if (!limits.hasUndisturbed()) {
            out.println("faults: calls to the outside aren't judged: there is no run of '" + Catalogue.CONTROL
                    + "' to compare with");
        }
        return failed.isEmpty() && withoutVerdict == 0 ? OK : VIOLATED;
    }

    /** What is known by now; the undisturbed runs come first. */
    private Limits limits() {
        return new Limits(Catalogue.all().values(), results.outcomes());
    }

    /** Null if there is no verdict, which is said. */
    private @Nullable Outcome run(BreakableFleet fleet, Fault fault, long seed) throws InterruptedException {
        try {
            return new FaultRun(fleet, fault, seed, options.rate(), agentJar).run(commit);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            out.println("faults: no verdict on " + fault.name() + " with seed " + seed + ": " + e);
            e.printStackTrace(out);
            return null;
        }
    }

    private String sentence(Outcome outcome) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-32s seed %d: %d orders, %d asked again, %.0f s; ",
                outcome.fault(),
                outcome.seed(),
                outcome.orders(),
                outcome.retried(),
                outcome.seconds()));
        if (outcome.goodAfterSeconds() != null) {
            text.append(String.format(Locale.ROOT, "good after %.1f s; ", outcome.goodAfterSeconds()));
        }
        text.append(String.join("; ", outcome.notes())).append(outcome.notes().isEmpty() ? "" : "; ");
        Limits limits = limits();
        text.append(
                limits.hasFailed(outcome) ? "FAILED " + limits.violations(outcome) : "every invariant and limit holds");
        return text.toString();
    }

    private void writeReport() {
        Path report = options.report();
        if (report != null) {
            try {
                Files.createDirectories(report.toAbsolutePath().getParent());
                Files.writeString(
                        report, new Report(Catalogue.all().values(), results.outcomes(), machine()).markdown());
                out.println("faults: written to " + report);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String machine() {
        return "everything, load included, on %d cores (%s %s, Java %s)"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature());
    }

    /** As git names what is checked out, with a mark if it was changed since. */
    static String commit() {
        try {
            Process git = new ProcessBuilder(List.of("git", "describe", "--always", "--dirty"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
