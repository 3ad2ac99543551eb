package dev.bulwark.platform.messaging.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RelayLoopTest {

    private static final OutboxProperties PROPERTIES = new OutboxProperties(3, 20, 200, 9_000, 6_000, 100);

    private final MemoryStore store = new MemoryStore();
    private final MemorySender sender = new MemorySender();
    private long nanos;
    private final RelayLoop relay = new RelayLoop(store, sender, "one", PROPERTIES, () -> nanos);

    @Test
    void sendsInIdOrderAndDeletesWhatWasAcknowledged() throws Exception {
        store.insert(1, 2, 3, 4);

        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.FULL);
        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.SOME);
        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.EMPTY);

        assertThat(sender.sent).containsExactly(1L, 2L, 3L, 4L);
        assertThat(store.rows).isEmpty();
    }

    @Test
    void aRowWithASmallerIdThatCommitsLaterIsSentAllTheSame() throws Exception {
        store.insert(5);
        relay.turn();
        store.insert(4);
        relay.turn();

        assertThat(sender.sent).containsExactly(5L, 4L);
    }

    @Test
    void aFailedSendDeletesNothingAndStartsOverWithANewSender() throws Exception {
        store.insert(1, 2, 3);
        sender.failAfter = 2;

        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.FAILED);
        assertThat(store.rows).hasSize(3);
        assertThat(sender.closes).isEqualTo(1);

        relay.turn();
        assertThat(sender.sent).containsExactly(1L, 2L, 1L, 2L, 3L);
        assertThat(store.rows).isEmpty();
    }

    @Test
    void aKeyThatCanNotBeSentBlocksOnlyItself() throws Exception {
        store.insert(1, 2, 3);
        sender.hopeless = Set.of(2L);

        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.FAILED);
        relay.turn();

        assertThat(store.blocked).containsExactly("key-2");
        assertThat(store.rows).extracting(OutboxRow::id).containsExactly(2L);
    }

    @Test
    void anotherOwnerIsRespectedUntilItsLeaseIsOver() throws Exception {
        store.insert(1);
        store.leaseTakenBy("two");

        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.NOT_OWNER);
        assertThat(sender.sent).isEmpty();

        store.expireLease();
        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.SOME);
    }

    @Test
    void anOwnerThatWakesUpLateDeletesNothing() throws Exception {
        store.insert(1);
        sender.whileSending = () -> store.leaseTakenBy("two"); // paused past its lease between select and delete

        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.NOT_OWNER);
        assertThat(store.rows).hasSize(1);
        assertThat(relay.turn()).isEqualTo(RelayLoop.Turn.NOT_OWNER);
    }

    @Test
    void theLeaseIsRenewedLongBeforeItEnds() throws Exception {
        relay.turn();
        nanos += 2_000_000_000L;
        relay.turn();
        assertThat(store.renewals).isZero();
        nanos += 1_500_000_000L;
        relay.turn();
        assertThat(store.renewals).isEqualTo(1);
    }

    @Test
    void closingGivesTheLeaseBack() throws Exception {
        relay.turn();
        relay.close();
        assertThat(store.holder).isEmpty();
    }

    private static final class MemoryStore implements OutboxStore {

        private final List<OutboxRow> rows = new ArrayList<>();
        private final Set<String> blocked = new HashSet<>();
        private String holder = "";
        private long token;
        private int renewals;

        void insert(long... ids) {
            LongStream.of(ids).forEach(id -> rows.add(new OutboxRow(id, "topic", "key-" + id, "", new byte[0])));
        }

        void leaseTakenBy(String owner) {
            holder = owner;
            token++;
        }

        void expireLease() {
            holder = "";
        }

        @Override
        public OptionalLong acquireLease(String owner, int leaseMillis) {
            if (!holder.isEmpty() && !holder.equals(owner)) {
                return OptionalLong.empty();
            }
            leaseTakenBy(owner);
            return OptionalLong.of(token);
        }

        @Override
        public boolean renewLease(long token, int leaseMillis) {
            renewals++;
            return this.token == token;
        }

        @Override
        public void releaseLease(long token) {
            if (this.token == token) {
                holder = "";
            }
        }

        @Override
        public List<OutboxRow> oldest(int limit) {
            return rows.stream()
                    .filter(row -> !blocked.contains(row.key()))
                    .sorted((a, b) -> Long.compare(a.id(), b.id()))
                    .limit(limit)
                    .toList();
        }

        @Override
        public boolean delete(List<Long> ids, long token) {
            if (this.token != token) {
                return false;
            }
            rows.removeIf(row -> ids.contains(row.id()));
            return true;
        }

        @Override
        public void block(OutboxRow row, String reason) {
            blocked.add(row.key());
        }
    }

    private static final class MemorySender implements MessageSender {

        private final List<Long> sent = new ArrayList<>();
        private Set<Long> hopeless = Set.of();
        private Runnable whileSending = () -> {};
        private int failAfter = Integer.MAX_VALUE;
        private int closes;

        @Override
        public void send(List<OutboxRow> rows) throws SendFailedException {
            whileSending.run();
            for (OutboxRow row : rows) {
                if (hopeless.contains(row.id())) {
                    throw new SendFailedException(new IllegalStateException("too large"), row);
                }
                if (failAfter-- == 0) {
                    failAfter = Integer.MAX_VALUE;
                    throw new SendFailedException(new IllegalStateException("broker away"), null);
                }
                sent.add(row.id());
            }
        }

        @Override
        public void close() {
            closes++;
        }
    }
}
