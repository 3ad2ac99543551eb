package dev.bulwark.crash;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the agent is told to do: {@code crash=NAME,hit=N}, {@code clock=+PT5M}, or both.
 *
 * @param point null: don't crash
 * @param hit the pass that is the last one, counted from the moment of arming
 * @param clockShift null: leave the clock alone
 */
record Arguments(
        @Nullable CrashPoint point, int hit, @Nullable Duration clockShift) {

    private static final int MAX_HIT = 1_000_000;
    /** No drill needs more, and a clock that runs out of years takes the application along. */
    private static final Duration MAX_SHIFT = Duration.ofDays(1);

    private static final Set<String> NAMES = Set.of("crash", "hit", "clock");

    Arguments {
        if (point == null && clockShift == null) {
            throw new IllegalArgumentException("crash=NAME,hit=N or clock=+PT5M is missing");
        }
        if (hit < 1 || hit > MAX_HIT) {
            throw new IllegalArgumentException("hit must be 1 to " + MAX_HIT + ", not " + hit);
        }
        if (clockShift != null && (clockShift.isZero() || clockShift.abs().compareTo(MAX_SHIFT) > 0)) {
            throw new IllegalArgumentException("clock must be a shift of at most " + MAX_SHIFT + ", not " + clockShift);
        }
    }

    static Arguments crash(CrashPoint point, int hit) {
        return new Arguments(point, hit, null);
    }

    static Arguments clock(Duration shift) {
        return new Arguments(null, 1, shift);
    }

    /** @throws IllegalArgumentException with a message for whoever wrote them */
    static Arguments parse(@Nullable String text) {
        Map<String, String> values = new HashMap<>();
        for (String part :
                text == null || text.isBlank() ? new String[0] : text.strip().split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1 || !NAMES.contains(part.substring(0, equals))) {
                throw new IllegalArgumentException("'" + part + "' is none of crash=NAME, hit=N, clock=+PT5M");
            }
            if (values.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(part.substring(0, equals) + " is given twice");
            }
        }
        String crash = values.get("crash");
        String hit = values.get("hit");
        String clock = values.get("clock");
        if (crash == null && hit != null) {
            throw new IllegalArgumentException("hit=" + hit + " needs crash=NAME");
        }
        return new Arguments(
                crash == null ? null : CrashPoint.named(crash),
                hit == null ? 1 : number(hit),
                clock == null ? null : duration(clock));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("hit must be a number, not '" + text + "'", e);
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("clock must be a duration like -PT5M, not '" + text + "'", e);
        }
    }

    /** As {@link #parse} reads it. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (point != null) {
            text.append("crash=").append(point.pointName()).append(",hit=").append(hit);
        }
        if (clockShift != null) {
            text.append(text.isEmpty() ? "" : ",").append("clock=").append(clockShift);
        }
        return text.toString();
    }
}
