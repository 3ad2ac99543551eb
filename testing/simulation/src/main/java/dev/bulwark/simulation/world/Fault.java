package dev.bulwark.simulation.world;

import java.util.Locale;

/** What can go wrong in a history; each has random numbers of its own, so that one can be switched off and the others stay alike. */
public enum Fault {
    /** A process dies at some port call, loses its memory and comes back later. */
    CRASH(0.004),
    /** A process stands still for up to 25 s, past leases and sessions, and then goes on as if nothing had happened. */
    PAUSE(0.006),
    /** A transaction fails before its commit. */
    COMMIT_FAILS(0.03),
    /** A transaction commits, and the caller is told that it failed. */
    COMMIT_UNKNOWN(0.03),
    /** A deadlock: the transaction is rolled back at its end. */
    CONFLICT(0.03),
    /** Somebody else commits while a transaction is open. */
    RACE(0.15),
    /** A batch of records isn't acknowledged: none, some or all of it arrived, or arrives later. */
    SEND_FAILS(0.08),
    /** The broker answers nobody for up to a minute. */
    BROKER_AWAY(0.004),
    /** An offset isn't committed, so records come again to whoever reads next. */
    OFFSET_LOST(0.08),
    /** A partition goes to the other process of the group. */
    REBALANCE(0.03),
    /** A consumer gets its records up to a minute late. */
    LAG(0.02),
    /** Somebody adds a partition to every topic: keys move, and what is new may overtake what is old. */
    REPARTITION(1),
    /** Clocks of processes differ by up to 4 s. */
    SKEW(1),
    /** The payment provider or the carrier answers 503. */
    OUTSIDE_FAILS(0.15),
    /** A call to the outside gets lost on its way there, or the answer on its way back. */
    OUTSIDE_SILENT(0.12),
    /** A call to the outside arrives up to a minute after its caller gave up. */
    OUTSIDE_LATE(0.08),
    /** Messages that nobody can handle, in front of good ones of their key and between good ones of others. */
    POISON(1),
    /** A participant fails on a command of a saga, until an operator has it redriven or discards it. */
    DEFECT(0.02);

    private final double chance;

    Fault(double chance) {
        this.chance = chance;
    }

    /** At each opportunity. */
    double chance() {
        return chance;
    }

    /** As the command line spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such fault */
    public static Fault of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
