package dev.bulwark.acceptance.faults;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.bulwark.acceptance.topology.Module;
import dev.bulwark.crash.CrashAgent;
import dev.bulwark.crash.CrashPoint;

import static dev.bulwark.acceptance.faults.Catalogue.CONSUMERS;
import static dev.bulwark.acceptance.topology.Module.ORDERS;
import static dev.bulwark.acceptance.topology.Module.PAYMENTS;
import static dev.bulwark.acceptance.topology.Module.SAGAS;
import static dev.bulwark.acceptance.topology.Module.SHIPPING;
import static dev.bulwark.acceptance.topology.Module.SIMULATORS;

/** The faults that kill a process at a named point of its code. Some points are passed only while something else is wrong: then that is arranged too. */
final class Crashes {

    private static final List<Module> CALLERS = List.of(PAYMENTS, SHIPPING);

    private static final int MOST_HITS = 12;

    /** Of points that one order in twenty comes to, or a turn of the timer. */
    private static final int MOST_RARE_HITS = 3;

    /** Few, for every cancellation is two calls to the outside more, and those are counted. */
    private static final Duration CANCEL_EVERY = Duration.ofMillis(700);

    /** Long enough for the rarest: a lease that has to run out, after a start. */
    private static final Duration UNTIL_IT_DIES = Duration.ofMinutes(2);

    private Crashes() {}

    static List<Fault> all() {
        return List.of(
                crash(CrashPoint.ORDERS_BEFORE_COMMIT, "an order is written and not committed", List.of(ORDERS)),
                crash(CrashPoint.ORDERS_AFTER_COMMIT, "an order is committed and nobody was told", List.of(ORDERS)),
                crash(CrashPoint.BATCH_BEFORE_COMMIT, "a batch of messages is handled and not committed", CONSUMERS),
                crash(CrashPoint.BATCH_AFTER_COMMIT, "a batch is committed, its offsets are not", CONSUMERS),
                crash(CrashPoint.VIEW_BEFORE_COMMIT, "the order view is written and not committed", List.of(ORDERS)),
                crash(CrashPoint.RELAY_BEFORE_SEND, "the relay has read rows and sent none", CONSUMERS),
                crash(CrashPoint.RELAY_AFTER_SEND, "the broker has the rows, the relay hasn't deleted them", CONSUMERS),
                crash(CrashPoint.RELAY_AFTER_DELETE, "the relay has just deleted what it sent", CONSUMERS),
                crash(CrashPoint.INTENT_RECORDED, "what is to be asked is committed, nobody was asked", CALLERS),
                crash(CrashPoint.INTENT_BEFORE_CALL, "the outside is about to be asked", CALLERS),
                crash(CrashPoint.INTENT_AFTER_CALL, "the outside has acted and answered, nothing is written", CALLERS),
                crash(CrashPoint.OUTCOME_BEFORE_COMMIT, "its answer is written and not committed", CALLERS),
                crash(CrashPoint.OUTCOME_AFTER_COMMIT, "its answer is committed, no reply was sent", CALLERS),
                fault(
                        CrashPoint.SWEEPER_AFTER_CLAIM,
                        "the successor of a process killed amid its calls has claimed what that had left, and asked nobody",
                        Crashes::amidTakeover),
                crash(CrashPoint.PSP_AFTER_COMMIT, "the PSP has charged and not answered", List.of(SIMULATORS)),
                fault(
                        CrashPoint.PSP_AFTER_REFUND,
                        "the PSP has refunded and not answered",
                        context -> inject(context, SIMULATORS, CrashPoint.PSP_AFTER_REFUND, MOST_RARE_HITS)),
                crash(CrashPoint.CARRIER_AFTER_COMMIT, "the carrier has booked and not answered", List.of(SIMULATORS)),
                fault(
                        CrashPoint.CARRIER_AFTER_CANCEL,
                        "the slow carrier has cancelled, for a customer who cancelled meanwhile, and not answered",
                        Crashes::amidCancellations),
                fault(
                        CrashPoint.TIMER_BEFORE_COMMIT,
                        "timers have fired, for the PSP is down, and nothing is committed",
                        context -> whileNobodyAnswers(context, CrashPoint.TIMER_BEFORE_COMMIT)),
                fault(
                        CrashPoint.TIMER_AFTER_COMMIT,
                        "a step is asked again, for the PSP is down, and just committed",
                        context -> whileNobodyAnswers(context, CrashPoint.TIMER_AFTER_COMMIT)));
    }

    private static Fault crash(CrashPoint point, String description, List<Module> modules) {
        return fault(point, description, context -> inject(context, context.oneOf(modules), point, MOST_HITS));
    }

    private static Fault fault(CrashPoint point, String description, Fault.Injection injection) {
        return Fault.of("crash-" + point.pointName(), "SIGKILL where " + description, injection);
    }

    /** At a point that is passed all the while. */
    private static void inject(FaultContext context, Module module, CrashPoint point, int mostHits) throws Exception {
        Armed armed = Armed.at(context, module, point, mostHits);
        armed.awaitDeath();
        armed.awaitSuccessor();
    }

    /** Timers act when a step isn't answered: after five seconds for the first time. */
    private static void whileNobodyAnswers(FaultContext context, CrashPoint point) throws Exception {
        Armed armed = Armed.at(context, SAGAS, point, MOST_RARE_HITS);
        context.set("psp", "{\"mode\":\"down\"}");
        armed.awaitDeath();
        context.set("psp", "{\"mode\":\"none\"}");
        armed.awaitSuccessor();
    }

    /**
     * A booking is cancelled only while it is under way; so the carrier is slow, and a few customers change their minds about orders that have come
     * that far. No slower than that takes, for what is under way when the carrier dies has to be asked again. Its end heals the carrier too: what
     * is wrong with it lives in the memory of the process.
     */
    private static void amidCancellations(FaultContext context) throws Exception {
        Set<String> cancelled = new HashSet<>();
        context.set("carrier", "{\"mode\":\"slow\",\"delayMillis\":800}");
        Armed armed = Armed.at(context, SIMULATORS, CrashPoint.CARRIER_AFTER_CANCEL, MOST_RARE_HITS);
        long until = System.nanoTime() + UNTIL_IT_DIES.toNanos();
        while (!armed.isDead() && System.nanoTime() < until) {
            // Half a second old at the usual rate: charged, and being booked.
            String order = context.latestOrders(10).getLast();
            if (cancelled.add(order)) {
                context.cancel(order);
            }
            context.pause(CANCEL_EVERY);
        }
        armed.awaitDeath();
        context.note(cancelled.size() + " cancellations were asked for");
        armed.awaitSuccessor();
    }

    /**
     * What a killed process leaves is claimed by its successor when the claim has run out. That is armed from its start, so as not to miss it. No webhook
     * comes meanwhile, for those look intents up too.
     */
    private static void amidTakeover(FaultContext context) throws Exception {
        Module module = context.oneOf(CALLERS);
        String outside = module == PAYMENTS ? "psp" : "carrier";
        context.set("webhooks", "{\"mode\":\"down\"}");
        context.set(outside, "{\"mode\":\"slow\",\"delayMillis\":2500}");
        context.pause(1_500, 2_500);
        Armed armed = Armed.successor(context, module, CrashPoint.SWEEPER_AFTER_CLAIM, MOST_HITS);
        context.set(outside, "{\"mode\":\"none\"}");
        armed.awaitDeath();
        context.set("webhooks", "{\"mode\":\"none\"}");
        armed.awaitSuccessor();
    }

    /** A process that dies when it comes to its point. */
    private record Armed(FaultContext context, Module module, long pid, int hit, CompletableFuture<Long> death) {

        /** From now on. */
        static Armed at(FaultContext context, Module module, CrashPoint point, int mostHits) throws Exception {
            int hit = context.random().nextInt(1, mostHits + 1);
            context.pause(0, 500);
            long pid = context.fleet().pid(module);
            CompletableFuture<Long> death = death(module, pid);
            CrashAgent.arm(context.agentJar(), pid, point, hit);
            return new Armed(context, module, pid, hit, death);
        }

        /** Kills the process, and has its successor count from its start. */
        static Armed successor(FaultContext context, Module module, CrashPoint point, int mostHits)
                throws InterruptedException {
            int hit = context.random().nextInt(1, mostHits + 1);
            context.fleet().moduleOptions(CrashAgent.optionToCrash(context.agentJar(), point, hit));
            try {
                long dead = context.fleet().kill(module);
                context.killed();
                long pid = context.fleet().awaitOtherPid(module, dead);
                CompletableFuture<Long> death = death(module, pid);
                // Only then has it read the options, which its own successor mustn't find.
                context.fleet().awaitOutput(module, "crash-agent: armed: " + point.pointName());
                return new Armed(context, module, pid, hit, death);
            } finally {
                context.fleet().moduleOptions("");
            }
        }

        /** When it happens. */
        private static CompletableFuture<Long> death(Module module, long pid) {
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException(module.id() + " doesn't run"))
                    .onExit()
                    .thenApply(dead -> System.nanoTime());
        }

        boolean isDead() {
            return death.isDone();
        }

        void awaitDeath() throws Exception {
            death.get(UNTIL_IT_DIES.toSeconds(), TimeUnit.SECONDS);
            context.killed();
            context.note(module.id() + " died at pass " + hit);
        }

        void awaitSuccessor() throws InterruptedException {
            context.awaitServing(module, pid, death.join());
        }
    }
}
