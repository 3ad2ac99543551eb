package dev.bulwark.platform.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import dev.bulwark.platform.messaging.OutgoingMessage;
import dev.bulwark.platform.messaging.outbox.RelayLoop.Turn;
import dev.bulwark.testing.KafkaProbe;
import dev.bulwark.testing.Servers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several relays on one database: who dies, who takes over, and what one does that was away too long. */
class RelayInstancesIT {

    private static final int LEASE_MILLIS = 1_000;
    private static final OutboxProperties PROPERTIES = new OutboxProperties(20, 5, 20, LEASE_MILLIS, 900, 100_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private Outbox outbox;
    private String topic;

    @BeforeEach
    void freshDatabaseAndTopic() {
        DataSource dataSource = Servers.postgres().newDatabase("relays").dataSource();
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/platform")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        outbox = new JdbcOutbox(jdbc, () -> {});
        topic = Servers.kafka().newTopic("relays");
    }

    @Test
    void whenTheOwnerDiesWithoutAWordAnotherTakesOverOnceItsLeaseIsOver() throws Exception {
        RelayLoop dying = relay("dying", sender());
        commit("a", 0, 10);
        dying.turn();
        long token = token();
        commit("a", 10, 10); // and the owner is never heard of again

        RelayLoop next = relay("next", sender());
        Turn first = next.turn();
        if (leaseOf("dying")) { // it was, when the other asked, in any case
            assertThat(first).isEqualTo(Turn.NOT_OWNER);
        }
        if (first != Turn.SOME) { // the lease was not over yet
            await().atMost(PATIENCE).until(() -> next.turn() == Turn.SOME);
        }

        assertThat(token()).as("each owner's token is larger").isGreaterThan(token);
        assertThat(payloads("a")).containsExactlyElementsOf(numbers(0, 20));
        next.close();
    }

    @Test
    void anOwnerPausedBetweenSendAndDeleteDeletesNothingWhenItWakesAndStops() throws Exception {
        PausingSender pausing = new PausingSender(sender(), false);
        RelayLoop paused = relay("paused", pausing);
        commit("a", 0, 5);
        CompletableFuture<Turn> turn = turnMeanwhile(paused);
        pausing.awaitReached();

        RelayLoop other = relay("other", sender());
        await().atMost(PATIENCE).until(() -> other.turn() == Turn.SOME); // its lease is over, the rows are there again
        commit("a", 5, 5);
        pausing.wakeUp();

        assertThat(turn.get(60, TimeUnit.SECONDS)).isEqualTo(Turn.NOT_OWNER);
        assertThat(rows()).as("deleted by nobody but the owner").isEqualTo(5);
        assertThat(pausing.closes).isEqualTo(1);
        drain(other);
        assertThat(payloads("a"))
                .as("five twice, with the same ids; then the others, once")
                .isEqualTo(join(List.of(numbers(0, 5), numbers(0, 5), numbers(5, 5))));
        assertThat(distinctIds()).isEqualTo(10);
        other.close();
    }

    @Test
    void anOwnerPausedBeforeItsSendRepeatsOnlyWhatConsumersKnowAlready() throws Exception {
        PausingSender pausing = new PausingSender(sender(), true);
        RelayLoop paused = relay("paused", pausing);
        commit("a", 0, 5);
        CompletableFuture<Turn> turn = turnMeanwhile(paused);
        pausing.awaitReached();

        RelayLoop other = relay("other", sender());
        await().atMost(PATIENCE).until(() -> other.turn() == Turn.SOME);
        commit("a", 5, 5);
        drain(other);
        pausing.wakeUp();

        assertThat(turn.get(60, TimeUnit.SECONDS)).isEqualTo(Turn.NOT_OWNER);
        assertThat(payloads("a")).isEqualTo(join(List.of(numbers(0, 10), numbers(0, 5))));
        assertThat(distinctIds())
                .as("stale sends carry the ids of what was sent before")
                .isEqualTo(10);
        assertThat(rows()).isZero();
        other.close();
    }

    @Test
    void aLeaseThatIsGivenBackIsTakenAtOnce() throws Exception {
        RelayLoop one = relay("one", sender());
        RelayLoop two = relay("two", sender());
        one.turn();
        one.close();
        assertThat(two.turn()).isEqualTo(Turn.EMPTY);
        two.close();
    }

    /** Three at a time work on the same rows; each fails its sends now and then, and dies after a while without giving its lease back. */
    @Test
    void whoeverDiesAndWhateverFailsNothingIsLostAndKeysKeepTheirOrder() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        List<CompletableFuture<Void>> slots = IntStream.range(0, 3)
                .mapToObj(slot -> CompletableFuture.runAsync(() -> relayUntilDrained(slot, writing), THREADS))
                .toList();
        Random random = new Random(23);
        int[] next = new int[4];
        for (int i = 0; i < 400; i++) {
            int key = random.nextInt(next.length);
            int count = 1 + random.nextInt(5);
            commit("k" + key, next[key], count);
            next[key] += count;
        }
        writing.set(false);
        for (CompletableFuture<Void> slot : slots) {
            slot.get(180, TimeUnit.SECONDS);
        }

        assertThat(rows()).isZero();
        for (int key = 0; key < next.length; key++) {
            assertThat(payloads("k" + key).stream().distinct())
                    .as("what is new to a consumer comes in order")
                    .containsExactlyElementsOf(numbers(0, next[key]));
        }
        assertThat(token()).as("owners there were").isGreaterThan(1);
    }

    private void relayUntilDrained(int slot, AtomicBoolean writing) {
        Random random = new Random(slot);
        for (int life = 0; writing.get() || rows() > 0; life++) {
            MessageSender sender = new FailingSender(sender(), random);
            RelayLoop relay = relay("slot-" + slot + "-life-" + life, sender);
            int turns = 0;
            int owned = 5 + random.nextInt(20);
            try {
                while (owned > 0 && (writing.get() || rows() > 0)) {
                    owned -= relay.turn() == Turn.NOT_OWNER ? 0 : 1;
                    turns++;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            sender.close(); // dead, and its lease still stands
            assertThat(turns).isPositive();
        }
    }

    private CompletableFuture<Turn> turnMeanwhile(RelayLoop relay) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return relay.turn();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
    }

    private static void drain(RelayLoop relay) throws InterruptedException {
        Turn turn;
        do {
            turn = relay.turn();
        } while (turn == Turn.FULL || turn == Turn.SOME);
        assertThat(turn).isEqualTo(Turn.EMPTY);
    }

    private RelayLoop relay(String owner, MessageSender sender) {
        return new RelayLoop(new JdbcOutboxStore(jdbc), sender, owner, PROPERTIES, System::nanoTime);
    }

    private static MessageSender sender() {
        return new KafkaMessageSender(() -> new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka().bootstrapServers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class)));
    }

    private void commit(String key, int first, int count) {
        List<OutgoingMessage> messages = IntStream.range(first, first + count)
                .mapToObj(number -> new OutgoingMessage(
                        topic,
                        key,
                        Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "test.counted.v1"),
                        Integer.toString(number).getBytes(StandardCharsets.UTF_8)))
                .toList();
        transaction.executeWithoutResult(status -> outbox.add(messages));
    }

    private static List<String> numbers(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
    }

    private static List<String> join(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private List<String> payloads(String key) {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return probe.records(topic, key).stream().map(KafkaProbe::text).toList();
        }
    }

    private long distinctIds() {
        try (KafkaProbe probe = Servers.kafka().probe()) {
            return probe.records(topic).stream()
                    .map(record -> KafkaProbe.header(record, "ce_id"))
                    .distinct()
                    .count();
        }
    }

    private int rows() {
        return jdbc.queryForObject("SELECT count(*) FROM outbox", Integer.class);
    }

    private long token() {
        return jdbc.queryForObject("SELECT token FROM relay_lease", Long.class);
    }

    private boolean leaseOf(String owner) {
        return jdbc.queryForObject(
                "SELECT owner = ? AND expires_at > clock_timestamp() FROM relay_lease", Boolean.class, owner);
    }

    /** Stops in its first send, before or after the records have gone out, until it is woken. */
    private static final class PausingSender implements MessageSender {

        private final MessageSender delegate;
        private final boolean before;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch awake = new CountDownLatch(1);
        private volatile int closes;

        PausingSender(MessageSender delegate, boolean before) {
            this.delegate = delegate;
            this.before = before;
        }

        @Override
        public void send(List<OutboxRow> rows) throws SendFailedException, InterruptedException {
            if (before) {
                pause();
            }
            delegate.send(rows);
            if (!before) {
                pause();
            }
        }

        private void pause() throws InterruptedException {
            reached.countDown();
            assertThat(awake.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void awaitReached() throws InterruptedException {
            assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void wakeUp() {
            awake.countDown();
        }

        @Override
        public void close() {
            closes++;
            delegate.close();
        }
    }

    /** Loses the acknowledgement of every tenth batch or so, or sends only part of it. */
    private static final class FailingSender implements MessageSender {

        private final MessageSender delegate;
        private final Random random;

        FailingSender(MessageSender delegate, Random random) {
            this.delegate = delegate;
            this.random = random;
        }

        @Override
        public void send(List<OutboxRow> rows) throws SendFailedException, InterruptedException {
            boolean fails = random.nextInt(10) == 0;
            List<OutboxRow> sent = new ArrayList<>(fails ? rows.subList(0, random.nextInt(rows.size() + 1)) : rows);
            delegate.send(sent);
            if (fails) {
                throw new SendFailedException(new IllegalStateException("planted"), null);
            }
        }

        @Override
        public void close() {
            delegate.close();
        }
    }
}
