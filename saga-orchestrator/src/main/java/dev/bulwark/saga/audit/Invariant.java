package dev.bulwark.saga.audit;

/** What always holds. The names are shared with drills, faults and simulation; those that aren't here aren't judged by the audit. */
enum Invariant {
    /** Every acknowledged order exists and ends, and its saga with it. */
    I1,
    /** The ledger sums to zero, each order has cost what it should, and the provider's own book agrees. */
    I2,
    /** Stock balances, and each reservation is what its order says. */
    I3,
    /** No saga is open for longer than it may; what is stuck is shown elsewhere. */
    I4,
    /** One effect per saga and step. */
    I5,
    /** The order view shows what the log folds to. */
    I6,
    /** The versions of an order's stream are contiguous, in the log itself and in the order view. */
    I7,
    /** Outboxes drain, and nothing was published by a transaction that was rolled back. */
    I8,
    /** One idempotency key, one effect. */
    I9
}
