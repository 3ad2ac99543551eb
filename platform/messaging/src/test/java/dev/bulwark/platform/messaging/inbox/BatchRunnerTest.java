package dev.bulwark.platform.messaging.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.bulwark.contracts.inventory.StockReleased;
import dev.bulwark.platform.core.UuidV7;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.TestCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchRunnerTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MessageCodec codec = new MessageCodec();
    private final MemoryInbox database = new MemoryInbox();
    private final RecordingHandler handler = new RecordingHandler();
    private final UuidV7 ids = new UuidV7(Clock.fixed(NOW, ZoneOffset.UTC), new Random(7));
    private final BatchRunner<List<UUID>> runner = runner(handler);

    private <W> BatchRunner<W> runner(BatchHandler<W> handler) {
        InboxWindow window = new InboxWindow(Clock.fixed(NOW, ZoneOffset.UTC), 14);
        return new BatchRunner<>(
                handler,
                new MessageDecoder(handler, codec, window::covers),
                database,
                database,
                database::transaction,
                new Random(7),
                new BatchMeters(meters, handler.consumer()));
    }

    @Test
    void aBatchIsOneTransaction() throws Exception {
        List<IncomingMessage> batch =
                IntStream.range(0, 500).mapToObj(i -> release("order-" + i)).toList();

        runner.run(batch);

        assertThat(handler.applied).containsExactlyElementsOf(ids(batch));
        assertThat(database.commits).isEqualTo(1);
    }

    @Test
    void aRepetitionHasNoEffectWhetherInTheSameBatchOrLater() throws Exception {
        IncomingMessage message = release("a");

        runner.run(List.of(message, message));
        runner.run(List.of(message));

        assertThat(handler.applied).containsExactly(message.id());
    }

    @Test
    void onlyThePoisonousMessageIsParkedAndItsKeyWaitsInOrder() throws Exception {
        List<IncomingMessage> batch = new ArrayList<>(
                IntStream.range(0, 20).mapToObj(i -> release("k" + i % 5)).toList());
        IncomingMessage poison = batch.get(7); // key k2, which also has 2 before it, 12 and 17 after it
        handler.poison = Set.of(poison.id());

        runner.run(batch);

        assertThat(database.parkedIds())
                .containsExactly(poison.id(), batch.get(12).id(), batch.get(17).id());
        assertThat(database.parked.get(0).cause()).contains("poison");
        assertThat(database.parked.get(1).cause()).isNull();
        assertThat(handler.applied)
                .containsExactlyElementsOf(ids(batch.stream()
                        .filter(m -> !database.parkedIds().contains(m.id()))
                        .toList()));
    }

    @Test
    void aLaterBatchOfAParkedKeyWaitsToo() throws Exception {
        IncomingMessage poison = release("k");
        handler.poison = Set.of(poison.id());
        runner.run(List.of(poison));
        IncomingMessage later = release("k");
        IncomingMessage other = release("other");

        runner.run(List.of(later, other));

        assertThat(database.parkedIds()).containsExactly(poison.id(), later.id());
        assertThat(handler.applied).containsExactly(other.id());
    }

    @Test
    void aConflictRunsTheWholeBatchAgainAndParksNothing() throws Exception {
        handler.failuresToCome.add(new CannotAcquireLockException("deadlock"));
        handler.failuresToCome.add(new ConflictException("lost an append"));
        List<IncomingMessage> batch = List.of(release("a"), release("b"));

        runner.run(batch);

        assertThat(handler.applied).containsExactlyElementsOf(ids(batch));
        assertThat(database.parked).isEmpty();
        assertThat(database.rollbacks).isEqualTo(2);
    }

    @Test
    void whatIsRolledBackIsNotCounted() throws Exception {
        IncomingMessage known = release("a");
        IncomingMessage garbage = message("b", "inventory.release-stock.v1", new byte[0], ids.next());
        runner.run(List.of(known));
        handler.failuresToCome.add(new CannotAcquireLockException("deadlock"));
        handler.failuresToCome.add(new ConflictException("lost an append"));

        runner.run(List.of(known, garbage, release("c")));

        assertThat(meters.get("bulwark.inbox.repeated").counter().count()).isEqualTo(1);
        assertThat(meters.get("bulwark.deadletter.parked").counter().count()).isEqualTo(1);
        assertThat(meters.get("bulwark.inbox.conflicts").counter().count()).isEqualTo(2);
    }

    @Test
    void anAbsentDatabaseIsNoReasonToParkAnything() throws Exception {
        handler.failuresToCome.add(new DataAccessResourceFailureException("connection refused"));
        List<IncomingMessage> batch = List.of(release("a"), release("b"));

        assertThatThrownBy(() -> runner.run(batch)).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(database.parked).isEmpty();
        assertThat(handler.applied).isEmpty();

        runner.run(batch);
        assertThat(handler.applied).containsExactlyElementsOf(ids(batch));
    }

    @Test
    void whatCannotBeReadIsParkedAndNeighboursFlow() throws Exception {
        IncomingMessage garbage = message("a", "inventory.release-stock.v1", new byte[] {'{', 0, 1}, ids.next());
        IncomingMessage empty = message("b", "inventory.release-stock.v1", new byte[0], ids.next());
        IncomingMessage unknown = message("c", "inventory.never-heard-of.v1", new byte[] {'{', '}'}, ids.next());
        IncomingMessage good = release("d");

        runner.run(List.of(garbage, empty, unknown, good));

        assertThat(database.parkedIds()).containsExactly(garbage.id(), empty.id(), unknown.id());
        assertThat(handler.applied).containsExactly(good.id());
    }

    @Test
    void aSubscriberPassesOverTypesItDoesNotKnow() throws Exception {
        handler.ignoresOtherTypes = true;
        BatchRunner<List<UUID>> subscriber = runner(handler);
        byte[] body = codec.encode(new StockReleased(UUID.fromString("0190b5c0-0000-7000-8000-000000000001")));

        subscriber.run(List.of(message("a", "inventory.stock-released.v1", body, ids.next())));

        assertThat(database.parked).isEmpty();
        assertThat(handler.applied).isEmpty();
    }

    @Test
    void aMessageThatTheInboxNoLongerRemembersIsParkedNotApplied() throws Exception {
        UuidV7 longAgo = new UuidV7(Clock.fixed(NOW.minus(Duration.ofDays(15)), ZoneOffset.UTC), new Random(1));
        IncomingMessage old =
                message("a", "inventory.release-stock.v1", release("a").payload(), longAgo.next());

        runner.run(List.of(old));

        assertThat(handler.applied).isEmpty();
        assertThat(database.parkedIds()).containsExactly(old.id());
    }

    private static List<UUID> ids(List<IncomingMessage> messages) {
        return messages.stream().map(IncomingMessage::id).toList();
    }

    private IncomingMessage release(String key) {
        byte[] body = codec.encode(new TestCommand(UUID.fromString("0190b5c0-0000-7000-8000-000000000001")));
        return message(key, "inventory.release-stock.v1", body, ids.next());
    }

    private static IncomingMessage message(String key, String type, byte[] body, UUID id) {
        return new IncomingMessage("inventory.commands", 0, 0, NOW, key, id, true, Map.of("ce_type", type), body);
    }

    /** Applies on flush, so that a rolled-back attempt leaves nothing behind. */
    private static final class RecordingHandler implements BatchHandler<List<UUID>> {

        private final List<UUID> applied = new ArrayList<>();
        private final List<RuntimeException> failuresToCome = new ArrayList<>();
        private Set<UUID> poison = Set.of();
        private boolean ignoresOtherTypes;

        @Override
        public String consumer() {
            return "test";
        }

        @Override
        public String topic() {
            return "inventory.commands";
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of(TestCommand.class);
        }

        @Override
        public boolean ignoresOtherTypes() {
            return ignoresOtherTypes;
        }

        @Override
        public List<UUID> prefetch(List<Delivery> batch) {
            return new ArrayList<>();
        }

        @Override
        public void handle(Delivery delivery, List<UUID> work) {
            if (poison.contains(delivery.message().id())) {
                throw new IllegalStateException("poison");
            }
            work.add(delivery.message().id());
        }

        @Override
        public void flush(List<UUID> work) {
            if (!failuresToCome.isEmpty()) {
                throw failuresToCome.removeFirst();
            }
            applied.addAll(work);
        }
    }
}
