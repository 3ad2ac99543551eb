package dev.bulwark.platform.messaging.inbox;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The days, UTC, for which the inbox can tell whether a message had its effect. */
record InboxWindow(Clock clock, int days) {

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    LocalDate first() {
        return today().minusDays(days);
    }

    /** Tomorrow is in: clocks differ. */
    boolean covers(LocalDate day) {
        return !day.isBefore(first()) && !day.isAfter(today().plusDays(1));
    }
}
