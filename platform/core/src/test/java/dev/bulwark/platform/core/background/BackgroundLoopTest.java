package dev.bulwark.platform.core.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import dev.bulwark.platform.core.background.BackgroundLoop.Next;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BackgroundLoopTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    /** Draws the shortest of all waits, so that a test of many failures is over soon. */
    private final RandomGenerator shortest = () -> 0;

    private final BackgroundLoops loops = new BackgroundLoops(meters, shortest, nanos::get);
    private final AtomicInteger turns = new AtomicInteger();

    @AfterEach
    void stopAll() {
        loops.all().forEach(BackgroundLoop::stop);
    }

    private static void reaches(AtomicInteger counter, int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> counter.get() >= count);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, InterruptedException.class})
    void nothingThatATurnThrowsEndsTheLoop(Class<? extends Throwable> type) throws Exception {
        Throwable failure = type.getDeclaredConstructor().newInstance();
        BackgroundLoop loop = loops.loop("l", () -> {
            if (turns.incrementAndGet() <= 20) {
                sneakyThrow(failure);
            }
            return Next.after(LONG);
        });
        loop.start();

        reaches(turns, 21);
        await().until(() -> loop.overdue().isZero());
        assertThat(meters.get(BackgroundLoops.FAILURES)
                        .tag("loop", "l")
                        .counter()
                        .count())
                .isEqualTo(20);
    }

    @Test
    void aStrayInterruptIsNoReasonToEnd() {
        BackgroundLoop loop = loops.loop("l", () -> {
            turns.incrementAndGet();
            Thread.currentThread().interrupt();
            return Next.after(LONG);
        });
        loop.start();

        reaches(turns, 3);
        assertThat(loop.isRunning()).isTrue();
    }

    @Test
    void aFailingLoopIsOverdueUntilATurnSucceeds() {
        AtomicBoolean broken = new AtomicBoolean(true);
        BackgroundLoop loop = loops.loop("relay", () -> {
            turns.incrementAndGet();
            return broken.get() ? Next.afterBackoff() : Next.after(LONG);
        });
        loop.start();
        reaches(turns, 3);

        nanos.addAndGet(BackgroundHealth.TOLERATED.toNanos());
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        nanos.addAndGet(1_000_000_000L);
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails()).containsEntry("relay", "overdue for 61 s");
        assertThat(meters.get(BackgroundLoops.OVERDUE)
                        .tag("loop", "relay")
                        .gauge()
                        .value())
                .isEqualTo(61);

        broken.set(false);
        await().until(() -> loop.overdue().isZero());
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aTurnThatHangsIsOverdueAsWell() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        BackgroundLoop loop = loops.loop("l", () -> {
            entered.countDown();
            Thread.sleep(LONG);
            return Next.now();
        });
        loop.start();
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);

        loop.stop(Duration.ofMillis(10));
        assertThat(loop.overdue()).isZero();
    }

    @Test
    void aWakeEndsTheWaitButNotABackoff() {
        RandomGenerator longest = () -> Long.MAX_VALUE;
        BackgroundLoops unlucky = new BackgroundLoops(meters, longest, nanos::get);
        BackgroundLoop waiting = unlucky.loop("waiting", () -> {
            turns.incrementAndGet();
            return Next.after(LONG);
        });
        waiting.start();
        reaches(turns, 1);
        waiting.wake();
        reaches(turns, 2);
        waiting.stop();
    }

    @Test
    void aPeriodicTaskComesAfterEachPauseAndNotBefore() {
        BackgroundLoop hourly = loops.every(LONG, "hourly", turns::incrementAndGet);
        hourly.start();
        hourly.wake();
        reaches(turns, 1);
        hourly.stop();
        assertThat(turns).hasValue(1);
    }

    @Test
    void stopLetsTheTurnFinishAndStartBeginsAnew() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        BackgroundLoop loop = loops.loop("l", () -> {
            turns.incrementAndGet();
            entered.countDown();
            Thread.sleep(100);
            finished.set(true);
            return Next.after(LONG);
        });
        loop.start();
        loop.start();
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        assertThat(finished).isTrue();
        assertThat(turns).hasValue(1);
        assertThat(loop.isRunning()).isFalse();

        loop.start();
        reaches(turns, 2);
    }

    @SuppressWarnings("unchecked") // what a turn may throw without declaring it
    private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
        throw (T) failure;
    }

    private Health health() {
        return new BackgroundHealth(loops).health();
    }
}
