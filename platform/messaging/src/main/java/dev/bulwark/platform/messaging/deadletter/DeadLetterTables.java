package dev.bulwark.platform.messaging.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/** The dead letters of a service: a table in each database that one of its consumers works on. */
final class DeadLetterTables {

    private final DataSource first;
    private final ParkingConsumers consumers;
    private final ParkingReports reports;
    private @Nullable Known known;

    /**
     * @param first the service's own database, looked into even if no consumer works there any more
     * @param consumers asked on first use: while the service is put together, not all are there
     * @param reports what leaves the first database's dead letters, where the outbox is
     */
    DeadLetterTables(DataSource first, ParkingConsumers consumers, ParkingReports reports) {
        this.first = first;
        this.consumers = consumers;
        this.reports = reports;
    }

    private record Known(List<DeadLetterTable> tables, Map<String, ParkingConsumer> consumers) {}

    private synchronized Known known() {
        Known found = known;
        if (found == null) {
            Map<String, ParkingConsumer> byName = new TreeMap<>();
            consumers.all().forEach(consumer -> byName.put(consumer.name(), consumer));
            List<DeadLetterTable> tables = Stream.concat(
                            Stream.of(first), byName.values().stream().map(ParkingConsumer::database))
                    .distinct()
                    .map(database -> new DeadLetterTable(database, database.equals(first) ? reports : null))
                    .toList();
            found = new Known(tables, byName);
            known = found;
        }
        return found;
    }

    List<DeadLetterTable> all() {
        return known().tables();
    }

    List<String> consumerNames() {
        return List.copyOf(known().consumers().keySet());
    }

    Optional<ParkingConsumer> consumer(String name) {
        return Optional.ofNullable(known().consumers().get(name));
    }

    /** The table that has the message. */
    Optional<DeadLetterTable> with(DeadLetterId id) {
        return all().stream().filter(table -> table.find(id).isPresent()).findFirst();
    }
}
