package dev.bulwark.platform.messaging.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import dev.bulwark.platform.messaging.TestCommand;
import dev.bulwark.platform.messaging.TestReservation;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row for each message, in the order of effects; a second effect violates the primary key. Fails as a test wants it to. */
final class EffectHandler implements BatchHandler<List<Delivery>> {

    static final String TABLE =
            "CREATE TABLE effect (message_id uuid PRIMARY KEY, key text NOT NULL, position bigint GENERATED ALWAYS AS IDENTITY)";

    private final JdbcTemplate jdbc;
    private final String consumer;
    private final String topic;

    /** Message ids that can't be handled. */
    final Set<UUID> poison = ConcurrentHashMap.newKeySet();
    /** SQL that the next flushes run before they write, one each. */
    final Queue<String> sqlToCome = new ConcurrentLinkedQueue<>();

    volatile Consumer<Delivery> whileHandling = delivery -> {};

    EffectHandler(JdbcTemplate jdbc, String consumer, String topic) {
        this.jdbc = jdbc;
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    public String consumer() {
        return consumer;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(TestCommand.class, TestReservation.class);
    }

    @Override
    public List<Delivery> prefetch(List<Delivery> batch) {
        return new ArrayList<>();
    }

    @Override
    public void handle(Delivery delivery, List<Delivery> work) {
        whileHandling.accept(delivery);
        if (poison.contains(delivery.message().id())) {
            throw new IllegalStateException("poison");
        }
        if (delivery.body() instanceof TestReservation reserve
                && reserve.lines().isEmpty()) {
            throw new IllegalStateException("nothing to reserve");
        }
        work.add(delivery);
    }

    @Override
    public void flush(List<Delivery> work) {
        String sql = sqlToCome.poll();
        if (sql != null) {
            jdbc.execute(sql);
        }
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var insert = connection.prepareStatement(
                    "INSERT INTO effect (message_id, key)"
                            + " SELECT id, key FROM unnest(?::uuid[], ?::text[]) WITH ORDINALITY AS m (id, key, n) ORDER BY n")) {
                insert.setArray(
                        1,
                        connection.createArrayOf(
                                "uuid", work.stream().map(d -> d.message().id()).toArray(UUID[]::new)));
                insert.setArray(
                        2,
                        connection.createArrayOf(
                                "text",
                                work.stream()
                                        .map(d -> d.message().orderingKey())
                                        .toArray()));
                return insert.executeUpdate();
            }
        });
    }
}
