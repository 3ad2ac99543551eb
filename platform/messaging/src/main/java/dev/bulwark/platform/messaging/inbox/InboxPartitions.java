package dev.bulwark.platform.messaging.inbox;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The inbox has a partition a day; days older than the window are dropped as a whole, which costs nothing however many rows there were.
 *
 * <p>Days are UTC's, by this service's clock. {@link #maintain()} may run anywhere and any number of times at once, beside batches of any length: attaching
 * a day takes a lock that no insert waits for, and dropping one gives up after a moment and is tried again the next time, so that inserts never queue
 * behind it for longer.
 */
final class InboxPartitions {

    private static final Logger log = LoggerFactory.getLogger(InboxPartitions.class);
    private static final int DAYS_AHEAD = 2;
    private static final String PREFIX = "inbox_";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    /** One instance at a time; the others then find its partitions. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('bulwark inbox partitions'))";

    /** For the other instance to finish, and for whatever else alters the table. */
    private static final int CREATE_LOCK_MILLIS = 10_000;
    /** How long inserts may queue behind a drop that waits for a slow batch. */
    private static final int DROP_LOCK_MILLIS = 200;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final InboxWindow window;

    InboxPartitions(DataSource database, InboxWindow window) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.window = window;
    }

    /** Makes the days from the window's first to the day after tomorrow, drops those before. */
    void maintain() {
        if (!missing().isEmpty()) {
            transaction.executeWithoutResult(status -> {
                limitLockWait(CREATE_LOCK_MILLIS);
                jdbc.query(ONE_AT_A_TIME, row -> {});
                missing().forEach(this::create);
            });
        }
        present().stream().filter(this::isOld).forEach(this::drop);
    }

    private List<LocalDate> missing() {
        List<String> present = present();
        return window.first()
                .datesUntil(window.today().plusDays(DAYS_AHEAD + 1L))
                .filter(day -> !present.contains(name(day)))
                .toList();
    }

    private List<String> present() {
        return jdbc.query(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'inbox'::regclass",
                (row, number) -> row.getString(1));
    }

    /** Attached rather than created in place: that would lock the inbox against every insert, and wait for every batch under way. */
    private void create(LocalDate day) {
        String name = name(day);
        jdbc.execute("CREATE TABLE " + name + " (LIKE inbox INCLUDING ALL)");
        jdbc.execute("ALTER TABLE inbox ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                .formatted(name, day, day.plusDays(1)));
    }

    private boolean isOld(String partition) {
        return dayOf(partition).isBefore(window.first());
    }

    private void drop(String partition) {
        try {
            transaction.executeWithoutResult(status -> {
                limitLockWait(DROP_LOCK_MILLIS);
                jdbc.execute("DROP TABLE IF EXISTS " + partition);
            });
            log.info(
                    "Dropped {}: its messages are older than {} days and would be parked if they came again",
                    partition,
                    window.days());
        } catch (DataAccessException e) {
            if (FailureKind.of(e) != FailureKind.CONFLICT) {
                throw e;
            }
            log.info("{} is in use and is dropped the next time: {}", partition, e.getMessage());
        }
    }

    private void limitLockWait(int millis) {
        jdbc.execute("SET LOCAL lock_timeout = " + millis);
    }

    private static String name(LocalDate day) {
        return PREFIX + SUFFIX.format(day);
    }

    private static LocalDate dayOf(String partition) {
        try {
            return LocalDate.parse(partition.substring(PREFIX.length()), SUFFIX);
        } catch (DateTimeParseException | IndexOutOfBoundsException e) {
            return LocalDate.MAX; // not one of ours: never dropped
        }
    }
}
