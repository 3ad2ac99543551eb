package dev.bulwark.platform.messaging.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.TestCommand;
import dev.bulwark.platform.messaging.deadletter.JdbcDeadLetters;
import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Time passes: midnights, and the end of what the inbox remembers. A message that comes again has no second effect on any of these days. */
class InboxWindowIT {

    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-03-28T23:59:59.900Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock(BEFORE_MIDNIGHT);
    private final CollectingHandler handler = new CollectingHandler();
    private final UuidV7 ids = new UuidV7(clock, new Random(5));
    private JdbcTemplate jdbc;
    private InboxPartitions partitions;
    private BatchRunner<List<UUID>> runner;

    @BeforeEach
    void freshDatabase() {
        DataSource database = Servers.postgres().newDatabase("inbox_window").dataSource();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/platform")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(database);
        InboxWindow window = new InboxWindow(clock, 14);
        partitions = new InboxPartitions(database, window);
        partitions.maintain();
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        runner = new BatchRunner<>(
                handler,
                new MessageDecoder(handler, new MessageCodec(), window::covers),
                new JdbcInboxStore(jdbc),
                new JdbcDeadLetters(jdbc),
                work -> transaction.executeWithoutResult(status -> work.run()),
                new Random(5),
                new BatchMeters(new SimpleMeterRegistry(), handler.consumer()));
    }

    @Test
    void aRepetitionAfterMidnightFindsTheMessagesOwnDay() throws Exception {
        IncomingMessage message = message(ids.next());
        runner.run(List.of(message));

        clock.advance(Duration.ofMillis(200));
        partitions.maintain();
        runner.run(List.of(message));

        assertThat(handler.applied).containsExactly(message.id());
    }

    @Test
    void aMessageMadeBeforeMidnightAndDeliveredTwiceAfterItTakesEffectOnce() throws Exception {
        IncomingMessage message = message(ids.next());
        clock.advance(Duration.ofMillis(200));

        runner.run(List.of(message, message));
        runner.run(List.of(message));

        assertThat(handler.applied).containsExactly(message.id());
    }

    @Test
    void anIdWithoutATimeGoesByTheBrokersTimestampWhichARepetitionKeeps() throws Exception {
        UUID place = UUID.nameUUIDFromBytes(new byte[] {1});
        IncomingMessage message =
                new IncomingMessage(handler.topic(), 0, 7, clock.instant(), "k", place, false, headers(), body());
        runner.run(List.of(message));

        clock.advance(Duration.ofMillis(200));
        partitions.maintain();
        runner.run(List.of(message));

        assertThat(handler.applied).containsExactly(place);
    }

    @Test
    void theNextDaysAreThereBeforeTheirFirstMessage() throws Exception {
        for (int midnight = 0; midnight < 2; midnight++) { // maintenance comes every hour; here it is two days late
            clock.advance(DAY);
            IncomingMessage first = message(ids.next());
            runner.run(List.of(first));
            runner.run(List.of(first));
        }
        assertThat(handler.applied).hasSize(2).doesNotHaveDuplicates();
        assertThat(parked()).isZero();
    }

    @Test
    void aSenderWhoseClockIsHoursAheadIsHeard() throws Exception {
        UuidV7 ahead = new UuidV7(Clock.offset(clock, Duration.ofHours(5)), new Random(6));
        IncomingMessage fromTomorrow = message(ahead.next());

        runner.run(List.of(fromTomorrow));
        clock.advance(Duration.ofHours(6));
        partitions.maintain();
        runner.run(List.of(fromTomorrow));

        assertThat(handler.applied).containsExactly(fromTomorrow.id());
        assertThat(parked()).isZero();
    }

    @Test
    void onTheLastDayOfTheWindowARepetitionIsStillKnown() throws Exception {
        IncomingMessage message = message(ids.next());
        runner.run(List.of(message));

        clock.advance(DAY.multipliedBy(14));
        partitions.maintain();
        runner.run(List.of(message));

        assertThat(handler.applied).containsExactly(message.id());
        assertThat(parked()).isZero();
    }

    @Test
    void afterTheWindowARepetitionIsParkedOnceAndNeverApplied() throws Exception {
        IncomingMessage message = message(ids.next());
        runner.run(List.of(message));

        clock.advance(DAY.multipliedBy(15));
        partitions.maintain();
        runner.run(List.of(message));
        runner.run(List.of(message, message));

        assertThat(handler.applied).containsExactly(message.id());
        assertThat(jdbc.queryForList("SELECT cause FROM dead_letter", String.class))
                .containsExactly("its time is outside what the inbox remembers");
    }

    @Test
    void whatLeavesTheWindowBetweenBatchesIsParkedWhetherItsPartitionIsGoneOrNot() throws Exception {
        IncomingMessage message = message(ids.next());
        runner.run(List.of(message));

        clock.advance(DAY.multipliedBy(15)); // and the hourly maintenance has not run yet
        runner.run(List.of(message));

        assertThat(handler.applied).containsExactly(message.id());
        assertThat(parked()).isEqualTo(1);
    }

    @Test
    void aServiceThatSleptForAMonthStartsWithAllItsDays() throws Exception {
        runner.run(List.of(message(ids.next())));

        clock.advance(DAY.multipliedBy(31));
        partitions.maintain();
        IncomingMessage today = message(ids.next());
        runner.run(List.of(today, today));

        assertThat(handler.applied).hasSize(2).endsWith(today.id());
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'inbox'::regclass", Integer.class))
                .as("fourteen days, today and two ahead")
                .isEqualTo(17);
    }

    private int parked() {
        return jdbc.queryForObject("SELECT count(*) FROM dead_letter", Integer.class);
    }

    private IncomingMessage message(UUID id) {
        return new IncomingMessage(handler.topic(), 0, 0, clock.instant(), "k-" + id, id, true, headers(), body());
    }

    private static Map<String, String> headers() {
        return Map.of("ce_type", "inventory.release-stock.v1");
    }

    private static byte[] body() {
        return new MessageCodec().encode(new TestCommand(UUID.fromString("0190b5c0-0000-7000-8000-000000000001")));
    }

    private static final class CollectingHandler implements BatchHandler<List<UUID>> {

        private final List<UUID> applied = new ArrayList<>();

        @Override
        public String consumer() {
            return "collecting";
        }

        @Override
        public String topic() {
            return "inventory.commands";
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of(TestCommand.class);
        }

        @Override
        public List<UUID> prefetch(List<Delivery> batch) {
            return new ArrayList<>();
        }

        @Override
        public void handle(Delivery delivery, List<UUID> work) {
            work.add(delivery.message().id());
        }

        @Override
        public void flush(List<UUID> work) {
            applied.addAll(work);
        }
    }
}
