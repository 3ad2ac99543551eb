package dev.bulwark.platform.messaging.inbox;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The inbox has a partition a day; days older than the window are dropped as a whole, which costs nothing however many rows there were.
 *
 * <p>Days are UTC's, by this service's clock. {@link #maintain()} may run anywhere and any number of times at once.
 */
final class InboxPartitions {

    private static final Logger log = LoggerFactory.getLogger(InboxPartitions.class);
    private static final int DAYS_AHEAD = 2;
    private static final String PREFIX = "inbox_";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcTemplate jdbc;
    private final InboxWindow window;

    InboxPartitions(JdbcTemplate jdbc, InboxWindow window) {
        this.jdbc = jdbc;
        this.window = window;
    }

    /** Makes the days from the window's first to the day after tomorrow, drops those before. */
    void maintain() {
        LocalDate first = window.first();
        List<String> present = jdbc.query(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'inbox'::regclass",
                (row, number) -> row.getString(1));
        first.datesUntil(window.today().plusDays(DAYS_AHEAD + 1L))
                .filter(day -> !present.contains(name(day)))
                .forEach(day ->
                        jdbc.execute("CREATE TABLE IF NOT EXISTS %s PARTITION OF inbox FOR VALUES FROM ('%s') TO ('%s')"
                                .formatted(name(day), day, day.plusDays(1))));
        for (String partition : present) {
            if (dayOf(partition).isBefore(first)) {
                jdbc.execute("DROP TABLE IF EXISTS " + partition);
                log.info(
                        "Dropped {}: its messages are older than {} days and would be parked if they came again",
                        partition,
                        window.days());
            }
        }
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
