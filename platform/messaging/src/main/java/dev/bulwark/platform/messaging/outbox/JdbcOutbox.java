package dev.bulwark.platform.messaging.outbox;

import java.util.List;

import dev.bulwark.platform.messaging.OutgoingMessage;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** {@link Outbox} on PostgreSQL: one multi-row insert, and a tap on the relay's shoulder once it is committed. */
final class JdbcOutbox implements Outbox {

    private static final String INSERT = """
            INSERT INTO outbox (topic, key, type, headers, payload)
            SELECT topic, key, type, headers, payload
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                   WITH ORDINALITY AS m (topic, key, type, headers, payload, position)
             ORDER BY position
            """;

    private final JdbcTemplate jdbc;
    private final Runnable wakeRelay;

    JdbcOutbox(JdbcTemplate jdbc, Runnable wakeRelay) {
        this.jdbc = jdbc;
        this.wakeRelay = wakeRelay;
    }

    @Override
    public void add(List<OutgoingMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the outbox needs the transaction of the change it speaks of");
        }
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            int size = messages.size();
            String[] topics = new String[size];
            String[] keys = new String[size];
            String[] types = new String[size];
            String[] headers = new String[size];
            byte[][] payloads = new byte[size][];
            for (int i = 0; i < size; i++) {
                OutgoingMessage message = messages.get(i);
                topics[i] = message.topic();
                keys[i] = message.key();
                types[i] = message.type();
                headers[i] = HeaderText.write(message.headers());
                payloads[i] = message.payload();
            }
            try (var statement = connection.prepareStatement(INSERT)) {
                statement.setArray(1, connection.createArrayOf("text", topics));
                statement.setArray(2, connection.createArrayOf("text", keys));
                statement.setArray(3, connection.createArrayOf("text", types));
                statement.setArray(4, connection.createArrayOf("text", headers));
                statement.setArray(5, connection.createArrayOf("bytea", payloads));
                return statement.executeUpdate();
            }
        });
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeRelay.run();
            }
        });
    }
}
