package dev.bulwark.platform.calls.intent;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class IntentDispatcherTest {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final int SOME = 20;

    private final InMemoryIntentStore store = new InMemoryIntentStore();
    private final TestTransactions transactions = new TestTransactions();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Outcome<String, String>> written = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final List<IntentDispatcher<?, ?>> started = new ArrayList<>();

    private Intents<String> intents = intents(settings(32, 256, 2_000));
    private OutcomeHandler<String, String> handler = this::write;

    private static IntentSettings settings(int maxConcurrent, int maxSlow, int maxOpen) {
        return new IntentSettings(maxConcurrent, maxSlow, 50, 5_000, maxOpen, 500, 300, 20, 5, 50);
    }

    private Intents<String> intents(IntentSettings settings) {
        return new Intents<>(store, settings, Clock.systemUTC());
    }

    private void write(List<Outcome<String, String>> outcomes) {
        written.addAll(outcomes);
        batches.add(outcomes.size());
    }

    private IntentDispatcher<String, String> start(OutsideCall<String, String> outside) {
        OutsideCall<String, String> counted = (intent, atMost) -> {
            assertThat(TransactionSynchronizationManager.isSynchronizationActive())
                    .as("no transaction open")
                    .isFalse();
            calls.computeIfAbsent(intent.id(), id -> new AtomicInteger()).incrementAndGet();
            return outside.call(intent, atMost);
        };
        IntentDispatcher<String, String> dispatcher = new IntentDispatcher<>(
                "test",
                intents,
                counted,
                outcomes -> handler.write(outcomes),
                transactions,
                RandomGenerator.getDefault(),
                new BackgroundLoops(meters, RandomGenerator.getDefault(), System::nanoTime),
                meters);
        started.add(dispatcher);
        dispatcher.start();
        return dispatcher;
    }

    @AfterEach
    void stop() {
        started.forEach(IntentDispatcher::stop);
    }

    private void record(List<Intent<String>> some) {
        transactions.executeWithoutResult(status -> intents.record(some));
    }

    private static List<Intent<String>> named(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Intent<>(prefix + i, "", null, null))
                .toList();
    }

    private static CallResult<String> yes() {
        return new CallResult.Answered<>("yes");
    }

    private static CallResult<String> unavailable() {
        return new CallResult.TryAgain<>("503");
    }

    private int callsOf(String id) {
        AtomicInteger count = calls.get(id);
        return count == null ? 0 : count.get();
    }

    @Test
    void asksAfterTheCommitAndClosesWithTheOutcome() {
        start((intent, atMost) -> yes());
        transactions.executeWithoutResult(status -> {
            intents.record(named("a", 1));
            assertThat(intents.open().size()).as("nothing before the commit").isZero();
        });
        await().atMost(AT_MOST).until(() -> store.size() == 0);
        assertThat(written).containsExactly(new Outcome.Answered<>(named("a", 1).getFirst(), "yes"));
    }

    @Test
    void neverAsksWhatWasRolledBack() {
        start((intent, atMost) -> yes());
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    intents.record(named("rolled back", 1));
                    store.close(List.of("rolled back0"));
                    throw new IllegalArgumentException("rollback");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        record(named("next", 1));
        await().atMost(AT_MOST).until(() -> callsOf("next0") == 1);
        assertThat(callsOf("rolled back0")).isZero();
    }

    @Test
    void needsATransaction() {
        assertThatThrownBy(() -> intents.record(named("a", 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverAsksAgainWhatWasWithdrawn() throws InterruptedException {
        CountDownLatch withdrawn = new CountDownLatch(1);
        start((intent, atMost) -> {
            if (intent.id().equals("a0")) {
                withdrawn.await();
                return unavailable();
            }
            return yes();
        });
        record(named("a", 1));
        await().atMost(AT_MOST).until(() -> callsOf("a0") == 1);
        assertThat(intents.find("a0")).isPresent();

        transactions.executeWithoutResult(status -> {
            intents.withdraw(List.of("a0"));
            assertThat(intents.open().size()).as("held until the commit").isOne();
        });
        assertThat(intents.find("a0")).isEmpty();
        assertThat(intents.open().size()).isZero();
        withdrawn.countDown();

        // Its retry would be due within 5 ms; what comes later is asked, so the dispatcher has passed it over.
        await().atMost(AT_MOST).until(() -> failedCalls() == 1);
        for (int i = 0; i < 20; i++) {
            int later = i;
            record(named("later " + i + " ", 1));
            await().atMost(AT_MOST).until(() -> callsOf("later " + later + " 0") == 1);
        }
        assertThat(callsOf("a0")).isOne();
        assertThatThrownBy(() -> intents.withdraw(List.of("a0"))).isInstanceOf(IllegalStateException.class);
    }

    private long failedCalls() {
        return meters.get("bulwark.intent.calls")
                .tag("result", "failed")
                .timer()
                .count();
    }

    @Test
    void asksAgainUntilThereIsAnAnswer() {
        start((intent, atMost) -> callsOf(intent.id()) < 3 ? unavailable() : yes());
        record(named("flaky", 1));
        await().atMost(AT_MOST).until(() -> written.size() == 1);
        assertThat(callsOf("flaky0")).isEqualTo(3);
    }

    @Test
    void anOutsideThatAsksToBeLeftAloneIsNotCalledMeanwhile() throws InterruptedException {
        List<Instant> called = new CopyOnWriteArrayList<>();
        start((intent, atMost) -> {
            called.add(Instant.now());
            return called.size() == 1 ? new CallResult.TryAgain<>("429", Duration.ofMillis(700)) : yes();
        });
        record(named("a", 1));
        await().atMost(AT_MOST).until(() -> failedCalls() == 1);
        Instant asked = Instant.now();
        record(named("b", 5));
        await().atMost(AT_MOST).until(() -> written.size() == 6);
        assertThat(called).hasSize(7);
        assertThat(Duration.between(called.getFirst(), called.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(asked).as("recorded while it was left alone").isBefore(called.get(1));
    }

    @Test
    void whatExpiresWhileAnOutsideIsLeftAloneIsGivenUpInTime() {
        start((intent, atMost) -> new CallResult.TryAgain<>("503", Duration.ofDays(1)));
        Intent<String> expiring = new Intent<>("a", "", Instant.now().plusMillis(300), null);
        record(List.of(expiring));
        await().atMost(AT_MOST).until(() -> !written.isEmpty());
        assertThat(written).containsExactly(new Outcome.GivenUp<>(expiring));
        assertThat(callsOf("a")).isOne();
    }

    @Test
    void anOutsideThatDoesNotTakeOurCallsOpensTheBreakerAndIsCountedApart() {
        start((intent, atMost) -> new CallResult.Rejected<>("HTTP 401"));
        record(named("a", 20));
        await().atMost(AT_MOST)
                .until(() -> meters.get("bulwark.breaker.state")
                                .tag("state", "OPEN")
                                .gauge()
                                .value()
                        == 1);
        assertThat(meters.get("bulwark.intent.calls")
                        .tag("result", "rejected")
                        .timer()
                        .count())
                .isBetween(10L, 30L);
        assertThat(written).isEmpty();
        assertThat(store.size()).isEqualTo(20);
    }

    @Test
    void givesUpWhenTheIntentExpires() {
        start((intent, atMost) -> {
            assertThat(atMost).isLessThanOrEqualTo(Duration.ofMillis(150));
            return unavailable();
        });
        Intent<String> expiring = new Intent<>("a", "", Instant.now().plusMillis(150), null);
        record(List.of(expiring));
        await().atMost(AT_MOST).until(() -> !written.isEmpty());
        assertThat(written).containsExactly(new Outcome.GivenUp<>(expiring));
        assertThat(Instant.now()).isAfterOrEqualTo(expiring.expires());
        assertThat(store.size()).isZero();
    }

    @Test
    void slowCallsDelayTheirNeighboursByLessThanATenthOfASecond() throws InterruptedException {
        intents = intents(settings(4, 4, 2_000));
        CountDownLatch slowOnes = new CountDownLatch(1);
        CountDownLatch neighbours = new CountDownLatch(100);
        start((intent, atMost) -> {
            if (intent.id().startsWith("slow")) {
                slowOnes.await();
            } else {
                neighbours.countDown();
            }
            return yes();
        });
        answerSome();
        List<Intent<String>> batch = new ArrayList<>(named("slow", 4));
        batch.addAll(named("neighbour", 100));
        long recorded = System.nanoTime();
        record(batch);
        assertThat(neighbours.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - recorded)).isLessThan(Duration.ofMillis(100));
        assertThat(slowOnes.getCount()).as("the slow ones are still under way").isOne();
        slowOnes.countDown();
        await().atMost(AT_MOST).until(() -> written.size() == SOME + 104);
    }

    private void answerSome() {
        record(named("answered", SOME));
        await().atMost(AT_MOST).until(() -> written.size() == SOME);
    }

    @Test
    void neverMakesMoreCallsAtOnceThanBothLanesHold() {
        intents = intents(settings(3, 2, 2_000));
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        start((intent, atMost) -> {
            if (intent.id().startsWith("a ")) {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                release.await();
                inFlight.decrementAndGet();
            }
            return yes();
        });
        answerSome();
        record(named("a ", 20));
        await().atMost(AT_MOST).until(() -> most.get() == 5);
        release.countDown();
        await().atMost(AT_MOST).until(() -> written.size() == SOME + 20);
        assertThat(most).hasValue(5);
    }

    @Test
    void anOutsideThatAnswersNothingIsGivenNoMoreThanThePlacesForCallsThatAreNotSlow() {
        intents = intents(settings(3, 200, 2_000));
        CountDownLatch release = new CountDownLatch(1);
        start((intent, atMost) -> {
            release.await();
            return unavailable();
        });
        record(named("a", 100));
        await().atMost(AT_MOST).until(() -> calls.size() == 3);
        await("ten times as long as makes a call slow")
                .during(Duration.ofMillis(500))
                .atMost(AT_MOST)
                .until(() -> calls.size() == 3);
        release.countDown();
    }

    @Test
    void givesUpWhatExpiresWhileItWaitsForAPlace() {
        intents = intents(settings(1, 0, 2_000));
        CountDownLatch release = new CountDownLatch(1);
        start((intent, atMost) -> {
            release.await();
            return yes();
        });
        record(named("a", 1));
        await().atMost(AT_MOST).until(() -> callsOf("a0") == 1);
        Intent<String> expiring = new Intent<>("expiring", "", Instant.now().plusMillis(100), null);
        record(List.of(expiring));
        await().atMost(AT_MOST).until(() -> Instant.now().isAfter(expiring.expires()));
        release.countDown();
        await().atMost(AT_MOST).until(() -> written.size() == 2);
        assertThat(written).contains(new Outcome.GivenUp<>(expiring));
        assertThat(callsOf("expiring")).isZero();
    }

    @Test
    void anOpenBreakerStopsTheCallsAndKeepsTheIntents() {
        intents = intents(settings(4, 4, 60));
        AtomicBoolean down = new AtomicBoolean(true);
        start((intent, atMost) -> down.get() ? unavailable() : yes());
        record(named("a", 100));
        await().atMost(AT_MOST).until(() -> breakerIs("OPEN"));
        int callsWhenOpen = calls.values().stream().mapToInt(AtomicInteger::get).sum();
        assertThat(callsWhenOpen).as("ten in a row and those under way").isLessThanOrEqualTo(10 + 8);
        assertThat(store.size()).isEqualTo(100);
        assertThat(written).isEmpty();
        assertThat(intents.saturated()).as("intake pauses").isTrue();
        down.set(false);
        // Those that had been tried are retries, and those have a budget: the last of them come in later windows.
        await().atMost(AT_MOST).until(() -> written.size() >= 100 - callsWhenOpen);
        await().atMost(AT_MOST).until(() -> store.size() + written.size() == 100);
        assertThat(intents.saturated()).isFalse();
    }

    @Test
    void anOutsideThatHasJustAnsweredAndDiesIsCalledFewTimesBeforeTheBreakerOpens() {
        intents = intents(settings(4, 4, 2_000));
        AtomicBoolean down = new AtomicBoolean();
        start((intent, atMost) -> down.get() ? unavailable() : yes());
        record(named("before", 200));
        await().atMost(AT_MOST).until(() -> written.size() == 200);
        down.set(true);
        record(named("after", 200));
        await().atMost(AT_MOST).until(() -> breakerIs("OPEN"));
        int failed = calls.values().stream().mapToInt(AtomicInteger::get).sum() - 200;
        assertThat(failed).as("ten in a row and those under way").isLessThanOrEqualTo(10 + 8);
    }

    @Test
    void anOutsideThatComesBackAndDiesAgainIsCalledFewTimesWhateverHasPiledUp() {
        AtomicInteger answers = new AtomicInteger();
        start((intent, atMost) -> {
            Thread.sleep(20);
            return answers.getAndDecrement() > 0 ? yes() : unavailable();
        });
        record(named("a", 300));
        awaitOpenAndQuiet();
        int before = calls.values().stream().mapToInt(AtomicInteger::get).sum();
        answers.set(4);
        await("probes, and what follows them").atMost(AT_MOST).until(() -> answers.get() <= 0);
        awaitOpenAndQuiet();
        int failed = calls.values().stream().mapToInt(AtomicInteger::get).sum() - before - 4;
        assertThat(failed).as("ten, those under way, and a few probes").isLessThanOrEqualTo(20);
    }

    private void awaitOpenAndQuiet() {
        await().atMost(AT_MOST)
                .until(() -> breakerIs("OPEN")
                        && meters.get("bulwark.intent.calls.active").gauge().value() == 0);
    }

    private boolean breakerIs(String state) {
        return meters.get("bulwark.breaker.state").tag("state", state).gauge().value() == 1;
    }

    @Test
    void givesUpWhatExpiresWhileTheBreakerIsOpen() {
        start((intent, atMost) -> unavailable());
        record(named("opens the breaker ", 40));
        await().atMost(AT_MOST).until(() -> breakerIs("OPEN"));
        record(List.of(new Intent<>("expiring", "", Instant.now().plusMillis(100), null)));
        await().atMost(Duration.ofMillis(900)).until(() -> !written.isEmpty());
        assertThat(written.getFirst()).isInstanceOf(Outcome.GivenUp.class);
        assertThat(callsOf("expiring")).isZero();
    }

    @Test
    void whatComesInDuringATransactionIsWrittenTogetherInTheNext() throws InterruptedException {
        CountDownLatch firstBatch = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        handler = outcomes -> {
            write(outcomes);
            firstBatch.countDown();
            awaitQuietly(goOn);
        };
        start((intent, atMost) -> yes());
        record(named("first", 1));
        firstBatch.await();
        record(named("a", 700));
        await().atMost(AT_MOST).until(() -> calls.size() == 701);
        goOn.countDown();
        await().atMost(AT_MOST).until(() -> written.size() == 701);
        assertThat(batches).hasSize(3).startsWith(1, 500);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void conflictsAndOutagesLoseNoOutcome() {
        AtomicInteger attempts = new AtomicInteger();
        handler = outcomes -> {
            switch (attempts.getAndIncrement()) {
                case 0 -> throw new ConflictException("another was faster");
                case 1, 2 -> throw new DataAccessResourceFailureException("no database");
                default -> write(outcomes);
            }
        };
        start((intent, atMost) -> yes());
        record(named("a", 1));
        await().atMost(AT_MOST).until(() -> written.size() == 1);
        assertThat(callsOf("a0")).as("the outside is not asked again for that").isOne();
    }

    static final List<RuntimeException> FAULTS = List.of(
            new IllegalStateException("impossible"),
            new TransactionSystemException("no commit", new SQLException("sums to 1", "23514")));

    @ParameterizedTest
    @FieldSource("FAULTS")
    void anOutcomeThatCannotBeWrittenStaysOpenAndHoldsNobodyUp(RuntimeException fault) {
        handler = outcomes -> {
            if (outcomes.stream().anyMatch(o -> o.intent().id().equals("a7"))) {
                throw fault;
            }
            write(outcomes);
        };
        start((intent, atMost) -> yes());
        record(named("a", 50));
        await().atMost(AT_MOST)
                .until(() -> written.size() == 49 && intents.open().size() == 0);
        assertThat(store.size()).isOne();
        assertThat(store.claimedForLongerThan("a7", Duration.ofSeconds(30))).isTrue();
        assertThat(meters.get("bulwark.intent.outcome.faults").counter().count())
                .isOne();
    }

    @Test
    void takesOverWhatACrashLeft() {
        store.insert(named("left", 600), Duration.ofMillis(30));
        start((intent, atMost) -> yes());
        await().atMost(AT_MOST).until(() -> written.size() == 600);
        assertThat(store.size()).isZero();
    }

    @Test
    void keepsItsClaimWhileItWorks() {
        CountDownLatch release = new CountDownLatch(1);
        start((intent, atMost) -> {
            release.await();
            return yes();
        });
        record(named("long", 1));
        await().during(Duration.ofMillis(700))
                .atMost(AT_MOST)
                .until(() -> store.claimDue(1, Duration.ofMillis(1)).isEmpty());
        release.countDown();
        await().atMost(AT_MOST).until(() -> written.size() == 1);
        assertThat(callsOf("long0")).isOne();
    }

    @Test
    void aStrugglingOutsideGetsAtMostATenthMore() {
        start((intent, atMost) -> intent.id().hashCode() % 4 == 0 ? unavailable() : yes());
        record(named("a", 400));
        await().atMost(AT_MOST)
                .until(() -> meters.get("bulwark.intent.retry.budget.spent")
                                .counter()
                                .count()
                        > 20);
        assertThat(meters.get("bulwark.intent.retries").counter().count()).isLessThanOrEqualTo(40);
        await("neighbours of those that wait are answered").atMost(AT_MOST).until(() -> written.size() > 250);
    }

    @Test
    void aFollowUpRecordedWithAnOutcomeIsCarriedOutToo() {
        handler = outcomes -> {
            write(outcomes);
            intents.record(outcomes.stream()
                    .filter(o -> o.intent().id().startsWith("void"))
                    .map(o -> new Intent<>("refund", "", null, null))
                    .toList());
        };
        start((intent, atMost) -> yes());
        record(named("void", 1));
        await().atMost(AT_MOST).until(() -> callsOf("refund") == 1 && store.size() == 0);
    }

    @Test
    void stopsInTimeThoughCallsHang() {
        IntentDispatcher<String, String> dispatcher = start((intent, atMost) -> {
            new CountDownLatch(1).await();
            return yes();
        });
        record(named("hangs", 10));
        await().atMost(AT_MOST).until(() -> calls.size() == 10);
        long asked = System.nanoTime();
        dispatcher.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
        assertThat(store.size()).as("left to the next start").isEqualTo(10);
        assertThat(written).isEmpty();
    }
}
