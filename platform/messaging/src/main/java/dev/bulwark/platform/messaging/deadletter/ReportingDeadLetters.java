package dev.bulwark.platform.messaging.deadletter;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** {@link DeadLetters} that tell a saga when a command of it is parked. */
public final class ReportingDeadLetters implements DeadLetters {

    private final DeadLetters letters;
    private final ParkingReports reports;

    public ReportingDeadLetters(DeadLetters letters, ParkingReports reports) {
        this.letters = letters;
        this.reports = reports;
    }

    @Override
    public Set<String> lockParkedKeys(String consumer, Collection<String> keys) {
        return letters.lockParkedKeys(consumer, keys);
    }

    @Override
    public List<ParkedLetter> park(String consumer, List<ParkedMessage> messages) {
        List<ParkedLetter> parked = letters.park(consumer, messages);
        reports.parked(parked);
        return parked;
    }
}
