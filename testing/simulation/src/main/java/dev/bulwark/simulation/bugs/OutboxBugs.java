package dev.bulwark.simulation.bugs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.outbox.MessageSender;
import dev.bulwark.platform.messaging.outbox.Outbox;
import dev.bulwark.platform.messaging.outbox.OutboxRow;
import dev.bulwark.platform.messaging.outbox.OutboxStore;
import dev.bulwark.platform.messaging.outbox.SendFailedException;
import dev.bulwark.simulation.world.Mutation;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Bugs on the way out: outbox and relay. */
final class OutboxBugs {

    private OutboxBugs() {}

    /** Takes only rows above the last it saw, as if ids followed commits. */
    static Mutation idCursor() {
        return new Mutation() {
            @Override
            public OutboxStore outboxStore(OutboxStore real, OutboxStore unfenced) {
                return new Cursor(real);
            }
        };
    }

    private static final class Cursor implements OutboxStore {

        private static final int ALL = 10_000;

        private final OutboxStore real;
        private long last;
        private long deletedUpTo;

        private Cursor(OutboxStore real) {
            this.real = real;
        }

        @Override
        public OptionalLong acquireLease(String owner, int leaseMillis) {
            return real.acquireLease(owner, leaseMillis);
        }

        @Override
        public boolean renewLease(long token, int leaseMillis) {
            return real.renewLease(token, leaseMillis);
        }

        @Override
        public void releaseLease(long token) {
            real.releaseLease(token);
        }

        @Override
        public List<OutboxRow> oldest(int limit) {
            List<OutboxRow> rows = real.oldest(ALL).stream()
                    .filter(row -> row.id() > deletedUpTo)
                    .limit(limit)
                    .toList();
            last = rows.isEmpty() ? last : rows.getLast().id();
            return rows;
        }

        @Override
        public boolean delete(List<Long> ids, long token) {
            boolean deleted = real.delete(ids, token);
            deletedUpTo = deleted ? last : deletedUpTo;
            return deleted;
        }

        @Override
        public void block(OutboxRow row, String reason) {
            real.block(row, reason);
        }
    }

    static Mutation noFencing() {
        return new Mutation() {
            @Override
            public OutboxStore outboxStore(OutboxStore real, OutboxStore unfenced) {
                return unfenced;
            }
        };
    }

    /** What was handed to the producer is taken for sent. */
    static Mutation deleteBeforeAck() {
        return new Mutation() {
            @Override
            public MessageSender sender(MessageSender real) {
                return new MessageSender() {
                    @Override
                    public void send(List<OutboxRow> rows) throws InterruptedException {
                        try {
                            real.send(rows);
                        } catch (SendFailedException unheard) {
                            // nobody waits for acknowledgements
                        }
                    }

                    @Override
                    public void close() {
                        real.close();
                    }
                };
            }
        };
    }

    static Mutation outboxOutsideTransaction() {
        return new Mutation() {
            @Override
            public Outbox outbox(Outbox real, Outbox atOnce) {
                return atOnce;
            }
        };
    }

    /** The change first, then, if nothing comes between, the message. */
    static Mutation outboxAfterCommit() {
        return new Mutation() {
            @Override
            public Outbox outbox(Outbox real, Outbox atOnce) {
                return messages ->
                        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                atOnce.add(messages);
                            }
                        });
            }
        };
    }

    /** Events numbered by the process that writes them. */
    static Mutation versionsCountedInMemory() {
        return new Mutation() {
            @Override
            public Outbox outbox(Outbox real, Outbox atOnce) {
                Map<String, Long> counters = new HashMap<>();
                return messages -> real.add(messages.stream()
                        .map(message -> renumbered(message, counters))
                        .toList());
            }
        };
    }

    private static OutgoingMessage renumbered(OutgoingMessage message, Map<String, Long> counters) {
        if (!message.headers().containsKey(MessageHeaders.SEQUENCE)) {
            return message;
        }
        Map<String, String> headers = new LinkedHashMap<>(message.headers());
        headers.put(
                MessageHeaders.SEQUENCE,
                counters.merge(message.topic() + message.key(), 1L, Long::sum).toString());
        return new OutgoingMessage(message.topic(), message.key(), headers, message.payload());
    }
}
