package dev.bulwark.platform.messaging.inbox;

import java.time.Duration;

import dev.bulwark.platform.core.background.BackgroundLoop;
import dev.bulwark.platform.core.background.BackgroundLoops;
import org.springframework.context.SmartLifecycle;

/** Keeps the inbox's partitions: before the first message, and every hour from then on. There are always some for two days ahead. */
final class InboxMaintenance implements SmartLifecycle {

    private final InboxPartitions partitions;
    private final BackgroundLoop hourly;

    InboxMaintenance(InboxPartitions partitions, BackgroundLoops loops) {
        this.partitions = partitions;
        this.hourly = loops.every(Duration.ofHours(1), "inbox-maintenance", partitions::maintain);
    }

    @Override
    public void start() {
        partitions.maintain(); // a failure here stops the start: without today's partition no message could be taken
        hourly.start();
    }

    @Override
    public void stop() {
        hourly.stop();
    }

    @Override
    public boolean isRunning() {
        return hourly.isRunning();
    }

    /** Before every listener. */
    @Override
    public int getPhase() {
        return -1;
    }
}
