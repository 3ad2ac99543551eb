package dev.bulwark.platform.messaging.deadletter;

import javax.sql.DataSource;

import dev.bulwark.platform.messaging.IncomingMessage;

/** A consumer as its dead letters need it: able to handle a parked message again. */
public interface ParkingConsumer {

    String name();

    /** Where it parks, and where its effects are. */
    DataSource database();

    /**
     * Does the work in a transaction of its own; after a conflict with another transaction again, from the start.
     *
     * @throws RuntimeException what the work threw, after rolling back
     */
    void inTransaction(Runnable work) throws InterruptedException;

    /**
     * Has the message's effect in the running transaction, without asking the inbox: parking recorded it there.
     *
     * @throws RuntimeException if it can't be handled; the transaction must be rolled back
     */
    void apply(IncomingMessage message);

    /** Whether a failure of {@link #apply} is the message's fault, and not that of a database which is away or of another transaction. */
    boolean blamesMessage(RuntimeException failure);
}
