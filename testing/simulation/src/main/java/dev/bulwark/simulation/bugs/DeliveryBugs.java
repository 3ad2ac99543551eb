package dev.bulwark.simulation.bugs;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.MessageHeaders;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.deadletter.DeadLetters;
import dev.bulwark.platform.messaging.deadletter.ParkedLetter;
import dev.bulwark.platform.messaging.deadletter.ParkedMessage;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import dev.bulwark.platform.messaging.inbox.Delivery;
import dev.bulwark.platform.messaging.inbox.InboxEntry;
import dev.bulwark.platform.messaging.inbox.InboxStore;
import dev.bulwark.simulation.world.Mutation;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Bugs on the way in: inbox, offsets, dead letters. */
final class DeliveryBugs {

    private DeliveryBugs() {}

    static Mutation noInbox() {
        return new Mutation() {
            @Override
            public InboxStore inbox(InboxStore real, InboxStore atOnce) {
                return (consumer, entries) -> {
                    Set<UUID> all = new HashSet<>();
                    for (InboxEntry entry : entries) {
                        all.add(entry.messageId());
                    }
                    return all;
                };
            }
        };
    }

    static Mutation inboxOutsideTransaction() {
        return new Mutation() {
            @Override
            public InboxStore inbox(InboxStore real, InboxStore atOnce) {
                return atOnce;
            }
        };
    }

    static Mutation offsetsFirst() {
        return new Mutation() {
            @Override
            public boolean commitsOffsetsFirst() {
                return true;
            }
        };
    }

    static Mutation parkedKeysFlow() {
        return new Mutation() {
            @Override
            public DeadLetters deadLetters(DeadLetters real, DeadLetters silent) {
                return new DeadLetters() {
                    @Override
                    public Set<String> lockParkedKeys(String consumer, Collection<String> keys) {
                        return Set.of();
                    }

                    @Override
                    public List<ParkedLetter> park(String consumer, List<ParkedMessage> messages) {
                        return real.park(consumer, messages);
                    }
                };
            }
        };
    }

    static Mutation sagaNotTold() {
        return new Mutation() {
            @Override
            public DeadLetters deadLetters(DeadLetters real, DeadLetters silent) {
                return silent;
            }
        };
    }

    /** Once a batch has failed, its second half is taken for done. */
    static Mutation bisectDropsHalf() {
        return new Mutation() {
            @Override
            public TransactionOperations transactions(TransactionOperations real) {
                return new ForgetfulAfterFailure(real);
            }
        };
    }

    private static final class ForgetfulAfterFailure implements TransactionOperations {

        private final TransactionOperations real;
        private int untilForgotten;

        private ForgetfulAfterFailure(TransactionOperations real) {
            this.real = real;
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            if (untilForgotten > 0 && --untilForgotten == 0) {
                return nothing();
            }
            try {
                return real.execute(action);
            } catch (DataAccessException | ConflictException outage) {
                throw outage;
            } catch (RuntimeException fault) {
                untilForgotten = 2;
                throw fault;
            }
        }

        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a batch's transaction has no result
        private static <T extends @Nullable Object> T nothing() {
            return null;
        }
    }

    static Mutation expiryIgnored() {
        return new Mutation() {
            @Override
            public <W> BatchHandler<W> handler(BatchHandler<W> real) {
                return real.consumer().equals("inventory-commands") ? new NoExpiry<>(real) : real;
            }
        };
    }

    private record NoExpiry<W>(BatchHandler<W> real) implements BatchHandler<W> {

        @Override
        public String consumer() {
            return real.consumer();
        }

        @Override
        public String topic() {
            return real.topic();
        }

        @Override
        public Set<Class<?>> types() {
            return real.types();
        }

        @Override
        public boolean ignoresOtherTypes() {
            return real.ignoresOtherTypes();
        }

        @Override
        public W prefetch(List<Delivery> batch) {
            return real.prefetch(batch);
        }

        @Override
        public void handle(Delivery delivery, W work) {
            IncomingMessage message = delivery.message();
            Map<String, String> headers = new HashMap<>(message.headers());
            headers.remove(MessageHeaders.EXPIRY_TIME);
            IncomingMessage timeless = new IncomingMessage(
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    message.timestamp(),
                    message.key(),
                    message.id(),
                    message.timedId(),
                    headers,
                    message.payload());
            real.handle(new Delivery(timeless, delivery.body()), work);
        }

        @Override
        public void flush(W work) {
            real.flush(work);
        }
    }
}
