package dev.bulwark.order.domain;

/** What the customer is told. A cancellation asked for but not yet decided is still {@link #PENDING}. */
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    REJECTED,
    CANCELLED;

    public boolean isTerminal() {
        return this != PENDING;
    }
}
