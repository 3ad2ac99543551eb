package dev.bulwark.platform.messaging.outbox;

import java.util.List;

/** The broker as the relay sees it. */
public interface MessageSender extends AutoCloseable {

    /**
     * Sends all rows and waits until the broker has acknowledged every one.
     *
     * @throws SendFailedException if any was not acknowledged; others may have been, and any may still arrive. The sender is of no more use.
     */
    void send(List<OutboxRow> rows) throws SendFailedException, InterruptedException;

    /** Drops what is under way without waiting. */
    @Override
    void close();
}
