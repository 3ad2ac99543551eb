package dev.bulwark.platform.messaging.outbox;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

import dev.bulwark.platform.core.background.BackgroundLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The relay's thread outlives whatever its turns come to. */
class OutboxRelayTest {

    private static final OutboxProperties PROPERTIES = new OutboxProperties(100, 5, 10, 10_000, 3_000, 1_000);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FaultyStore store = new FaultyStore();
    private final AtomicInteger preparations = new AtomicInteger();
    private final OutboxRelay relay = new OutboxRelay(
            new RelayLoop(store, new NoSender(), "one", PROPERTIES, System::nanoTime),
            () -> preparations.incrementAndGet() > 2,
            PROPERTIES,
            new BackgroundLoops(meters, () -> 0, System::nanoTime));

    @AfterEach
    void stop() {
        relay.stop();
    }

    @Test
    void goesOnAfterAFaultNobodyForesawAndCountsIt() {
        store.faults = 5;
        relay.start();

        await().atMost(Duration.ofSeconds(10)).until(() -> store.looks.get() > 5);
        assertThat(relay.isRunning()).isTrue();
        assertThat(preparations)
                .as("asked until all is there, then never again")
                .hasValue(3);
        assertThat(meters.get("bulwark.background.failures")
                        .tag("loop", "outbox-relay")
                        .counter()
                        .count())
                .as("two vain preparations and five faults")
                .isEqualTo(7);
    }

    @Test
    void givesItsLeaseBackWhenItIsStopped() {
        relay.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> store.looks.get() > 0);
        relay.stop();
        assertThat(store.released).isTrue();
        assertThat(relay.isRunning()).isFalse();
    }

    private static final class FaultyStore implements OutboxStore {

        private final AtomicInteger looks = new AtomicInteger();
        private volatile int faults;
        private volatile boolean released;

        @Override
        public OptionalLong acquireLease(String owner, int leaseMillis) {
            return OptionalLong.of(1);
        }

        @Override
        public boolean renewLease(long token, int leaseMillis) {
            return true;
        }

        @Override
        public void releaseLease(long token) {
            released = true;
        }

        @Override
        public List<OutboxRow> oldest(int limit) {
            if (looks.incrementAndGet() <= faults) {
                throw new IllegalStateException("planted");
            }
            return List.of();
        }

        @Override
        public boolean delete(List<Long> ids, long token) {
            return true;
        }

        @Override
        public void block(OutboxRow row, String reason) {}
    }

    private static final class NoSender implements MessageSender {

        @Override
        public void send(List<OutboxRow> rows) {}

        @Override
        public void close() {}
    }
}
