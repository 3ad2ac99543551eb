package dev.bulwark.saga.audit;

/** Judges one order by one part of the invariants; pure. */
@FunctionalInterface
interface Rule {
    void judge(OrderCase order, Horizon horizon, Verdict verdict);
}
