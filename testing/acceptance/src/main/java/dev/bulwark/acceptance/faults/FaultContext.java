package dev.bulwark.acceptance.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.topology.BreakableFleet;
import dev.bulwark.acceptance.topology.Module;

/**
 * One fault being injected: what it can break, the random numbers that its seed gives, and what it has to tell.
 *
 * <p>The seed decides what is broken, and when; what the platform is doing at that moment no seed decides.
 */
final class FaultContext {

    private final BreakableFleet fleet;
    private final Bulwark bulwark;
    private final SplittableRandom random;
    private final Path agentJar;
    private final Supplier<Map<String, String>> acknowledged;
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private double servingAfterSeconds;
    private int kills;

    /** @param acknowledged customer by order, of those that were acknowledged until then */
    FaultContext(
            BreakableFleet fleet,
            Bulwark bulwark,
            long seed,
            Path agentJar,
            Supplier<Map<String, String>> acknowledged) {
        this.fleet = fleet;
        this.bulwark = bulwark;
        this.random = new SplittableRandom(seed);
        this.agentJar = agentJar;
        this.acknowledged = acknowledged;
    }

    BreakableFleet fleet() {
        return fleet;
    }

    Bulwark bulwark() {
        return bulwark;
    }

    Path agentJar() {
        return agentJar;
    }

    SplittableRandom random() {
        return random;
    }

    /** The latest first. */
    List<String> latestOrders(int most) {
        List<String> orders = new ArrayList<>(acknowledged.get().keySet());
        Collections.sort(orders); // by time: the ids are version 7
        Collections.reverse(orders);
        return orders.subList(0, Math.min(most, orders.size()));
    }

    /** Has a part of the outside world misbehave from now on: psp, carrier, or webhooks. */
    void set(String part, String body) {
        bulwark.operator().call("PUT", "/ops/faults/" + part).json(body).send().expect(200);
    }

    /** Its customer asks for it; whether the platform agrees is the platform's to say. */
    void cancel(String order) {
        bulwark.customer(Objects.requireNonNull(acknowledged.get().get(order)))
                .post(Customer.ORDERS + "/" + order + "/cancel")
                .json("{\"reason\":\"found it cheaper\"}")
                .send();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    void pause(int leastMillis, int mostMillis) throws InterruptedException {
        Thread.sleep(random.nextInt(leastMillis, mostMillis + 1));
    }

    void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    /** For the report. */
    void note(String what) {
        notes.add(what);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** SIGKILL, and waits until a successor serves. */
    void kill(Module module) throws InterruptedException {
        long from = System.nanoTime();
        long dead = fleet.kill(module);
        killed();
        awaitServing(module, dead, from);
    }

    /** Waits until a successor of a process that died then is ready. */
    void awaitServing(Module module, long dead, long from) throws InterruptedException {
        fleet.awaitSuccessor(module, dead);
        double seconds = (System.nanoTime() - from) / 1e9;
        servingAfterSeconds = Math.max(servingAfterSeconds, seconds);
        note(String.format(Locale.ROOT, "%s served again after %.1f s", module.id(), seconds));
    }

    void killed() {
        kills++;
    }

    int kills() {
        return kills;
    }

    /** The longest that a killed process was away; 0 if none was killed. */
    double servingAfterSeconds() {
        return servingAfterSeconds;
    }
}
