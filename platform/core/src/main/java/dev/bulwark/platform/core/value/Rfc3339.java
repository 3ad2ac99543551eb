package dev.bulwark.platform.core.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as RFC 3339 writes them: date, time with seconds, and {@code Z} or an offset.
 *
 * <p>Limits: the years 0001 to 9999, which every database and every client can hold ({@link OffsetDateTime#parse} reads six-digit
 * years, which PostgreSQL refuses); up to nine decimals; no leap seconds.
 */
public final class Rfc3339 {

    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** What is allowed, for people. */
    public static final String RULE =
            "must be an RFC 3339 time from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z";

    private static final Pattern FORM = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private Rfc3339() {}

    /** The moment, or nothing if the text has another form or is out of range. */
    public static Optional<Instant> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? Optional.empty() : Optional.of(moment);
        } catch (DateTimeException e) {
            return Optional.empty(); // a day, an hour or an offset that doesn't exist
        }
    }
}
