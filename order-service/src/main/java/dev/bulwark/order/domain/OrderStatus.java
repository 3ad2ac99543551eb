package dev.bulwark.order.domain;

/** The status that the customer sees. A cancellation that is requested but not decided is still {@link #PENDING}. */
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    REJECTED,
    CANCELLED;

    public boolean isTerminal() {
        return this != PENDING;
    }
}
