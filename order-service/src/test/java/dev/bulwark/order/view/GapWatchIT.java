package dev.bulwark.order.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.order.OrderRepublisher;
import dev.bulwark.order.OrderServiceTestBase;
import dev.bulwark.order.database.DatabaseProperties;
import dev.bulwark.order.database.OwnDatabase;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.Servers;
import dev.bulwark.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** In a database of its own: the running service looks for gaps too. */
@ExtendWith(OutputCaptureExtension.class)
class GapWatchIT extends OrderServiceTestBase {

    private static final int MAX_GAPS = 200;

    @Autowired
    private Environment environment;

    @Autowired
    OrderRepublisher republisher;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HikariDataSource pool;
    private ViewEventHandlers handlers;
    private GapWatch watch;

    @BeforeEach
    void openDatabase() {
        TestDatabase fresh = Servers.postgres().newDatabase("order_view");
        pool = OwnDatabase.open(
                environment,
                "gaps",
                new DatabaseProperties(fresh.serviceUrl(), fresh.user(), fresh.password(), 2),
                "db/migration/platform",
                "db/migration/order-view");
        handlers = new ViewEventHandlers(new JdbcTemplate(pool), new MessageCodec(), clock, "order_document");
        watch = new GapWatch(
                handlers.held(),
                handlers.table(),
                republisher,
                new ViewProperties(Duration.ofSeconds(5), Duration.ofSeconds(1), MAX_GAPS, Duration.ofMinutes(10)),
                clock,
                meters);
    }

    @AfterEach
    void closeDatabase() {
        pool.close();
    }

    @Test
    void gapsThatNeverCloseKeepNobodyFromAskingForTheOthers() {
        hold(ViewSource.ORDER, 2_000, i -> new UUID(0, i)); // orders that the log does not have
        UUID healable = new UUID(-1, -1); // the last, whatever the order of ids
        hold(ViewSource.ORDER, 1, i -> healable);
        clock.advance(Duration.ofSeconds(6));
        Set<UUID> asked = new HashSet<>();
        for (int look = 0; look < 15; look++) {
            watch.look().forEach(gap -> asked.add(gap.orderId()));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(asked).hasSize(2_001).contains(healable);
    }

    @Test
    void aNewGapComesBeforeThoseThatWereAskedFor() {
        hold(ViewSource.ORDER, 1_000, i -> new UUID(0, i));
        clock.advance(Duration.ofSeconds(6));
        for (int look = 0; look < 60; look++) {
            watch.look();
            clock.advance(Duration.ofSeconds(1));
        }
        UUID healable = new UUID(-1, -1);
        hold(ViewSource.ORDER, 1, i -> healable);
        clock.advance(Duration.ofSeconds(6));
        assertThat(watch.look()).anyMatch(gap -> gap.orderId().equals(healable));
    }

    @Test
    void aGapThatNobodyCanFillTakesNoTurnOfOneThatSomebodyCan() {
        hold(ViewSource.PAYMENT, 1_000, i -> new UUID(0, i));
        UUID healable = new UUID(-1, -1);
        hold(ViewSource.ORDER, 1, i -> healable);
        clock.advance(Duration.ofSeconds(6));
        assertThat(watch.look()).anyMatch(gap -> gap.orderId().equals(healable));
    }

    @Test
    void aGapIsToldOnceAndAskedForEverMoreSeldom(CapturedOutput output) {
        hold(ViewSource.ORDER, 1, i -> new UUID(0, i));
        hold(ViewSource.SHIPMENT, 1, i -> new UUID(0, i));
        clock.advance(Duration.ofSeconds(6));
        int asked = 0;
        for (int look = 0; look < 600; look++) {
            asked += (int) watch.look().stream()
                    .filter(gap -> gap.source() == ViewSource.ORDER)
                    .count();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(asked).isBetween(6, 8); // 5, 10, 20 … seconds apart
        assertThat(output.getAll().lines().filter(line -> line.contains("WARN") && line.contains(" misses ")))
                .hasSize(2);
        assertThat(meters.get("bulwark.order.view.gaps")
                        .tag("source", "order")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("bulwark.order.view.gaps")
                        .tag("source", "shipment")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void hold(ViewSource source, int orders, Function<Integer, UUID> id) {
        List<HeldEvent> events = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            byte[] payload = new MessageCodec().encode(new OrderCancelRequested(id.apply(i), clock.instant()));
            events.add(new HeldEvent(id.apply(i), 2, "order.cancel-requested.v1", payload, clock.instant()));
        }
        handlers.held().add(source, events, clock.instant());
    }
}
