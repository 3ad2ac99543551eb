package dev.bulwark.acceptance.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OrderLoadTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** An order that waited in the platform while it was broken, or was sent again, is no sign of its health. */
    @Test
    void whatWasAskedForBeforeIsNotAskedForSince() throws IOException, InterruptedException {
        try (Shop shop = new Shop();
                OrderLoad load = OrderLoad.start(shop.bulwark(), 50)) {
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
}
