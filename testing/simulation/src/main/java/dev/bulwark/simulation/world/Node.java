package dev.bulwark.simulation.world;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** A process: it crashes and loses its memory, it pauses and doesn't notice, and its clock is a little wrong. */
final class Node {

    private static final int LONGEST_PAUSE_MILLIS = 25_000;
    private static final int SESSION_MILLIS = 6_000;
    private static final int LONGEST_ABSENCE_MILLIS = 15_000;
    private static final int DEEPEST_NESTING = 6;

    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    private final World world;
    private final String name;
    private final long skewMillis;
    private final SplittableRandom random;
    private final Consumer<Node> boot;
    private int incarnation;
    private boolean up;
    private long pausedUntil;
    private @Nullable Runnable onEnd;

    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("everybody goes by UTC here");
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public long millis() {
            return world.now() + skewMillis;
        }
    };

    /** @param boot builds what runs in the process, at every start anew */
    Node(World world, String name, Consumer<Node> boot) {
        this.world = world;
        this.name = name;
        this.boot = boot;
        this.random = world.chaos().split();
        this.skewMillis = world.chaos().strikes(Fault.SKEW) ? world.chaos().pick(Fault.SKEW, 8_001) - 4_000L : 0;
    }

    void start() {
        up = true;
        boot.accept(this);
    }

    /** What has to happen outside when the process ends: its broker and database notice in time. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    /** In a while, unless the process has ended by then; a paused process does it afterwards. */
    void after(long millis, Task task) {
        int mine = incarnation;
        world.agenda().at(world.now() + millis, () -> run(mine, task));
    }

    private void run(int mine, Task task) {
        if (mine != incarnation || !up) {
            return;
        }
        if (world.now() < pausedUntil) {
            world.agenda().at(pausedUntil, () -> run(mine, task));
            return;
        }
        try {
            task.run();
        } catch (ProcessKilled end) {
            world.trace(() -> name + " is gone");
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        }
    }

    /** Here the process may die or stand still. No transaction is open, or it is rolled back. */
    void shakyMoment() {
        crashPoint();
        if (world.chaos().strikes(Fault.PAUSE)) {
            long millis = 200L + world.chaos().pick(Fault.PAUSE, LONGEST_PAUSE_MILLIS);
            pausedUntil = Math.max(pausedUntil, world.now() + millis);
            world.trace(() -> name + " stands still for " + millis + " ms");
            if (millis > SESSION_MILLIS) {
                world.agenda()
                        .at(world.now() + SESSION_MILLIS, () -> world.broker().sessionExpired(this));
            }
            pass(millis);
        }
    }

    /** Here the process may die; a transaction may be open. */
    void crashPoint() {
        if (world.chaos().strikes(Fault.CRASH)) {
            kill();
            throw new ProcessKilled(name);
        }
    }

    /** The rest of the world goes on for so long, and one of this process's threads waits. */
    void pass(long millis) {
        int mine = incarnation;
        world.pass(millis, DEEPEST_NESTING);
        if (mine != incarnation) {
            throw new ProcessKilled(name);
        }
    }

    private void kill() {
        long absence = 300L + world.chaos().pick(Fault.CRASH, LONGEST_ABSENCE_MILLIS);
        world.trace(() -> name + " crashes and comes back in " + absence + " ms");
        up = false;
        incarnation++;
        pausedUntil = 0;
        if (onEnd != null) {
            onEnd.run();
        }
        world.agenda().at(world.now() + absence, this::start);
    }

    boolean isUp() {
        return up;
    }

    /** Whether it does anything right now. */
    boolean isAwake() {
        return up && world.now() >= pausedUntil;
    }

    String name() {
        return name;
    }

    SplittableRandom random() {
        return random;
    }

    World world() {
        return world;
    }
}
