package dev.bulwark.platform.messaging.deadletter;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parked message's name for operators: {@code order-commands-42}.
 *
 * @param consumer who parked it; a service with several databases has numbers twice, but a consumer has one database
 * @param number the row's
 */
record DeadLetterId(String consumer, long number) implements Comparable<DeadLetterId> {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,200})-(0|[1-9][0-9]{0,17})");
    private static final Comparator<DeadLetterId> ORDER =
            Comparator.comparing(DeadLetterId::consumer).thenComparingLong(DeadLetterId::number);

    static Optional<DeadLetterId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new DeadLetterId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** The order of lists and cursors. */
    @Override
    public int compareTo(DeadLetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return consumer + "-" + number;
    }
}
