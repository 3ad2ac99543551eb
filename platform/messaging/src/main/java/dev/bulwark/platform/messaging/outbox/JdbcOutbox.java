package dev.bulwark.platform.messaging.outbox;

import java.util.List;

import dev.bulwark.platform.http.jdbc.AfterCommit;
import dev.bulwark.platform.http.jdbc.MultiRowStatement;
import dev.bulwark.platform.messaging.OutgoingMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** {@link Outbox} on PostgreSQL: one multi-row insert, and the relay woken once it is committed. */
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
        MultiRowStatement.of(INSERT, messages)
                .text(OutgoingMessage::topic)
                .text(OutgoingMessage::key)
                .text(OutgoingMessage::type)
                .text(message -> HeaderText.write(message.headers()))
                .bytes(OutgoingMessage::payload)
                .update(jdbc);
        AfterCommit.run(wakeRelay);
    }
}
