package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Audit;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.load.OrderLoad;
import dev.bulwark.acceptance.load.Promises;
import dev.bulwark.acceptance.topology.BreakableFleet;
import dev.bulwark.acceptance.topology.Module;
import org.jspecify.annotations.Nullable;

/** One fault under load, with one seed, and what holds of every invariant once all is quiet again. Times are measured, and judged by {@link Limits}. */
final class FaultRun {

    private static final Duration BEFORE = Duration.ofMillis(1_500);
    private static final int WINDOW_SECONDS = 4;
    private static final double GOOD = 0.95;
    private static final Duration SETTLING = Duration.ofMinutes(1);
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(30);

    /** What a clock that was five minutes ahead has dated settles no sooner. */
    private static final Duration AUDIT_PATIENCE_WITH_CLOCKS = Duration.ofMinutes(7);

    private static final Duration SETTLED_FOR = Duration.ofSeconds(1);
    private static final long POLL_MILLIS = 250;

    /** The databases in which a message can be parked, and an outbox can be left full. */
    private static final List<String> DATABASES = List.of("orders", "payments", "inventory", "shipping", "sagas");

    private static final String CALLS = "bulwark_intent_calls_seconds_count";

    private final BreakableFleet fleet;
    private final Fault fault;
    private final long seed;
    private final int rate;
    private final Path agentJar;
    private final Bulwark bulwark;
    private final Map<String, List<String>> violations = new TreeMap<>();

    FaultRun(BreakableFleet fleet, Fault fault, long seed, int rate, Path agentJar) {
        this.fleet = fleet;
        this.fault = fault;
        this.seed = seed;
        this.rate = rate;
        this.agentJar = agentJar;
        this.bulwark = fleet.bulwark();
    }

    /** @throws Exception if the fault couldn't be injected, or the platform couldn't be asked: no verdict, and no usable fleet either */
    Outcome run(String commit) throws Exception {
        long from = System.nanoTime();
        long ordersBefore = fleet.number("sagas", "SELECT count(*) FROM saga");
        List<Long> callers = callers();
        double callsBefore = calls();
        OrderLoad load = OrderLoad.start(bulwark, rate);
        FaultContext context =
                new FaultContext(fleet, bulwark, 31 * seed + fault.name().hashCode(), agentJar, load::acknowledged);
        Double goodAfter = null;
        int retried;
        int unpromised;
        try (load) {
            Thread.sleep(BEFORE);
            fault.injection().inject(context);
            if (fault.judgesRecovery()) {
                goodAfter = awaitGoodput(load);
            }
            retried = load.requests() - load.finish().size();
            unpromised = load.settle(SETTLING);
        }
        if (unpromised > 0) {
            violation(
                    "I10",
                    unpromised + " requests got no promise within " + SETTLING + " after the fault: "
                            + load.refusals());
        }
        Map<String, String> orders = load.acknowledged();
        new Promises(bulwark, orders).broken().forEach(broken -> violation("I1", broken));
        audit();
        books(ordersBefore, orders.size(), unpromised);
        Double callsPerOrder = callers.equals(callers()) ? (calls() - callsBefore) / Math.max(1, orders.size()) : null;
        return new Outcome(
                fault.name(),
                seed,
                commit,
                Instant.now().toString(),
                orders.size(),
                retried,
                context.kills(),
                context.servingAfterSeconds() == 0 ? null : context.servingAfterSeconds(),
                goodAfter,
                callsPerOrder,
                (System.nanoTime() - from) / 1e9,
                violations,
                context.notes());
    }

    private void violation(String invariant, String what) {
        violations.computeIfAbsent(invariant, key -> new ArrayList<>()).add(what);
    }

    /**
     * How long it took until the first window began in which as many orders ended as are usually placed; null if none did. Only orders count that
     * were asked for after healing: what had piled up would make any window look good.
     */
    private @Nullable Double awaitGoodput(OrderLoad load) throws InterruptedException {
        long healed = System.nanoTime();
        Instant since = Instant.now();
        while ((System.nanoTime() - healed) / 1e9 < Limit.GOODPUT.most() + WINDOW_SECONDS) {
            Thread.sleep(POLL_MILLIS);
            Instant begin = Instant.now().minusSeconds(WINDOW_SECONDS);
            if (begin.isBefore(since)) {
                continue;
            }
            List<String> ended =
                    fleet.column("sagas", "SELECT id FROM saga WHERE ended_at >= '" + begin + "'::timestamptz");
            ended.retainAll(load.askedForSince(since));
            if (ended.size() >= GOOD * rate * WINDOW_SECONDS) {
                return Duration.between(since, begin).toMillis() / 1e3;
            }
        }
        return null;
    }

    /** Asks until all is quiet and nothing is found; what is still found when patience ends is a finding. */
    private void audit() throws InterruptedException {
        Duration patience = fault.judgesRecovery() ? AUDIT_PATIENCE : AUDIT_PATIENCE_WITH_CLOCKS;
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Thread.sleep(SETTLED_FOR);
            Answer answer = bulwark.operator()
                    .get("/ops/audit?settledBefore=" + Instant.now().minus(SETTLED_FOR))
                    .send();
            if (answer.status() == 200) {
                Audit audit = answer.as(Audit.class);
                if (audit.ok() && audit.inFlight().asLong() == 0) {
                    return;
                }
                if (System.nanoTime() > until) {
                    audit.findings()
                            .forEach(finding -> violation(finding.invariant(), finding.id() + ": " + finding.detail()));
                    if (audit.ok()) {
                        violation("I4", audit.inFlight() + " orders still in flight");
                    }
                    return;
                }
            } else if (System.nanoTime() > until) {
                violation("I8", "no audit: " + answer);
                return;
            }
        }
    }

    /** What no audit of the platform's own can know: that nothing was made that nobody asked for, and that nobody had to help. */
    private void books(long ordersBefore, int acknowledged, int unpromised) {
        long made = fleet.number("sagas", "SELECT count(*) FROM saga") - ordersBefore;
        if (made < acknowledged || made > acknowledged + unpromised) {
            violation("I9", "%d keys were acknowledged, %d orders made".formatted(acknowledged, made));
        }
        long stuck = fleet.number("sagas", "SELECT count(*) FROM saga WHERE stuck_reason IS NOT NULL");
        if (stuck > 0) {
            violation("I4", stuck + " sagas are stuck");
        }
        for (String database : DATABASES) {
            long parked = fleet.number(database, "SELECT count(*) FROM dead_letter");
            if (parked > 0) {
                violation("I8", "%d messages are parked in %s".formatted(parked, database));
            }
        }
    }

    private List<Long> callers() {
        return List.of(fleet.pid(Module.PAYMENTS), fleet.pid(Module.SHIPPING));
    }

    private double calls() {
        return fleet.meter(Module.PAYMENTS, CALLS) + fleet.meter(Module.SHIPPING, CALLS);
    }
}
