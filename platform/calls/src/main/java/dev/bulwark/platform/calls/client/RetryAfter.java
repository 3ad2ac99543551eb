package dev.bulwark.platform.calls.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: seconds, or a date in any of the three forms that RFC 9110 has recipients accept. */
final class RetryAfter {

    static final String HEADER = "Retry-After";

    /** Beyond nine digits it is decades, and no number of seconds that anybody means. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** How long to wait from now, 0 where the date has passed; null where there is no header, or none that can be read. */
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        for (DateTimeFormatter format : DATES) {
            try {
                Duration wait = Duration.between(
                        now, format.parse(value, ZonedDateTime::from).toInstant());
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeException e) {
                // not this form; the next one, or none
            }
        }
        return null;
    }
}
