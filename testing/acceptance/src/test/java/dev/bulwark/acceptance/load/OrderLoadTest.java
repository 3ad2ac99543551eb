package dev.bulwark.acceptance.load;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OrderLoadTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final class Log extends StringWriter {

        private boolean closed;

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }

    /** An order that waited in the platform while it was broken, or was sent again, is no sign of its health. */
    @Test
    void whatWasAskedForBeforeIsNotAskedForSince() throws IOException, InterruptedException {
        try (Shop shop = new Shop();
                OrderLoad load = OrderLoad.start(shop.bulwark(), 50, new Log())) {
            await().atMost(PATIENCE).until(() -> shop.orders() >= 2);
            Instant healed = Instant.now();
            await().atMost(PATIENCE).until(() -> load.askedForSince(healed).size() >= 3);
            shop.letThrough();
            load.finish();
            load.settle(PATIENCE);

            assertThat(load.acknowledged()).containsKeys(Shop.LEFT_WAITING, Shop.REFUSED_ONCE);
            assertThat(load.askedForSince(healed)).doesNotContain(Shop.LEFT_WAITING, Shop.REFUSED_ONCE);
            assertThat(load.askedForSince(Instant.EPOCH))
                    .isEqualTo(load.acknowledged().keySet());
        }
    }

    @Test
    void everyPromiseIsWrittenDownBeforeTheLogIsClosed() throws IOException, InterruptedException {
        Log log = new Log();
        Set<String> promised;
        try (Shop shop = new Shop();
                OrderLoad load = OrderLoad.start(shop.bulwark(), 50, log)) {
            await().atMost(PATIENCE).until(() -> load.refusals().containsKey("503"));
            shop.letThrough();
            load.finish();
            assertThat(load.settle(PATIENCE)).isZero();
            assertThat(log.closed).isFalse();
            promised = load.acknowledged().keySet();
        }

        assertThat(log.closed).isTrue();
        assertThat(promised).contains(Shop.LEFT_WAITING, Shop.REFUSED_ONCE);
        assertThat(log.toString().lines().map(line -> line.split(" ")[1]))
                .containsExactlyInAnyOrderElementsOf(promised);
    }

    @Test
    void aPromiseThatCannotBeWrittenDownIsNoRefusal() throws IOException {
        AtomicBoolean full = new AtomicBoolean(true);
        Writer log = new StringWriter() {
            @Override
            public void write(String text) {
                if (full.getAndSet(false)) {
                    throw new UncheckedIOException(new IOException("no space left on device, as the test wants it"));
                }
                super.write(text);
            }
        };
        try (Shop shop = new Shop();
                OrderLoad load = OrderLoad.start(shop.bulwark(), 50, log)) {
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> load.acknowledged().size() >= 3);
            shop.letThrough();
            load.finish();

            assertThat(load.refusals()).containsOnlyKeys("503");
        }
    }
}
