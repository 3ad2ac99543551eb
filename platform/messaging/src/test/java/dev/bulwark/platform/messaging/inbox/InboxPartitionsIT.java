package dev.bulwark.platform.messaging.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.Servers;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Several instances and slow batches beside the maintenance of partitions. */
class InboxPartitionsIT {

    private static final int INSTANCES = 4;
    private static final int WINDOW_DAYS = 14;
    /** Yesterday's window to the day after tomorrow. */
    private static final int PARTITIONS = WINDOW_DAYS + 3;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-28T12:00:00Z"));
    private DataSource database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void freshDatabase() {
        database = Servers.postgres().newDatabase("inbox_partitions").dataSource();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/platform")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(database);
    }

    private InboxPartitions partitions() {
        return new InboxPartitions(database, new InboxWindow(clock, WINDOW_DAYS));
    }

    @RepeatedTest(3)
    void severalInstancesStartOnAFreshDatabaseAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(INSTANCES);
        try (ExecutorService threads = Executors.newFixedThreadPool(INSTANCES)) {
            List<Future<?>> instances = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(threads.submit(() -> {
                    together.await();
                    partitions().maintain();
                    return null;
                }));
            }
            for (Future<?> instance : instances) {
                assertThatCode(() -> instance.get(30, TimeUnit.SECONDS)).doesNotThrowAnyException();
            }
        }
        assertThat(count()).isEqualTo(PARTITIONS);
    }

    @Test
    void aNewDayHoldsUpNoInsertBehindASlowBatch() throws Exception {
        partitions().maintain();
        try (SlowBatch slow = new SlowBatch()) {
            clock.advance(Duration.ofDays(1));
            insertsGoOnWhile(() -> partitions().maintain());
            assertThat(slow.isOpen()).isTrue();
        }
        assertThatCode(() -> insert(jdbc, "2026-03-31")).doesNotThrowAnyException();
    }

    @Test
    void anOldDayThatCannotBeDroppedNowIsDroppedLater() throws Exception {
        partitions().maintain();
        clock.advance(Duration.ofDays(3));
        try (SlowBatch slow = new SlowBatch()) {
            insertsGoOnWhile(() -> partitions().maintain());
            assertThat(slow.isOpen()).isTrue();
            assertThat(count()).as("the new ones are there, the old ones still").isEqualTo(PARTITIONS + 3);
        }
        partitions().maintain();
        assertThat(count()).isEqualTo(PARTITIONS);
    }

    /** Every insert beside the work comes back within two seconds. */
    private void insertsGoOnWhile(Runnable work) throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> maintenance = threads.submit(work);
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '2s'");
                do {
                    statement.execute("INSERT INTO inbox VALUES ('c', gen_random_uuid(), '2026-03-28')");
                } while (!maintenance.isDone());
            }
            maintenance.get(10, TimeUnit.SECONDS);
        }
    }

    private static void insert(JdbcTemplate jdbc, String day) {
        jdbc.update("INSERT INTO inbox VALUES ('c', gen_random_uuid(), '" + day + "')");
    }

    private int count() {
        Integer count = jdbc.queryForObject(
                "SELECT count(*) FROM pg_inherits WHERE inhparent = 'inbox'::regclass", Integer.class);
        return count == null ? 0 : count;
    }

    /** A transaction that has recorded a message and doesn't come to its end. */
    private final class SlowBatch implements AutoCloseable {

        private final Connection connection = database.getConnection();

        SlowBatch() throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO inbox VALUES ('slow', gen_random_uuid(), '2026-03-28')");
            }
        }

        boolean isOpen() throws SQLException {
            return !connection.isClosed();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
