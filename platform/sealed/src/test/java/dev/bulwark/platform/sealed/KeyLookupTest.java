package dev.bulwark.platform.sealed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.client.OutgoingProperties;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

class KeyLookupTest {

    private static final DataKey KEY = DataKey.of("k1", new byte[32]);

    private final OutgoingHttp http =
            new OutgoingHttp(OutgoingProperties.of(Duration.ofSeconds(1), Duration.ofSeconds(10)), Clock.systemUTC());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private volatile int status = 200;
    private volatile String body = "{\"keyId\":\"k1\",\"key\":\"" + KEY.base64() + "\"}";
    private HttpServer orders;
    private KeyLookup remote;
    private CachingKeyLookup cached;

    @BeforeEach
    void start() throws IOException {
        orders = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        orders.createContext("/internal/keys/k1", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            // Reused connections of the JDK's little server now and then hang.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        orders.start();
        remote = new HttpKeyLookup(
                http.client("http://localhost:" + orders.getAddress().getPort()).build(), new SimpleMeterRegistry());
        cached = new CachingKeyLookup(remote, 10, nanos::get);
    }

    @AfterEach
    void stop() {
        orders.stop(0);
        http.close();
    }

    @Test
    void findsTheKey() {
        assertThat(remote.find("k1")).contains(KEY);
    }

    @Test
    void goneIsErased() {
        status = 410;
        assertThat(remote.find("k1")).isEmpty();
    }

    @Test
    void anythingElseIsNoErasure() {
        for (int refused : new int[] {401, 403, 404, 405, 500, 503}) {
            status = refused;
            assertThatThrownBy(() -> remote.find("k1")).isInstanceOf(RestClientException.class);
        }
        status = 200;
        for (String odd : new String[] {"{}", "{\"keyId\":\"k2\",\"key\":\"" + KEY.base64() + "\"}", "null"}) {
            body = odd;
            assertThatThrownBy(() -> remote.find("k1")).as(odd).isInstanceOf(RestClientException.class);
        }
        orders.stop(0);
        assertThatThrownBy(() -> remote.find("k1")).isInstanceOf(RestClientException.class);
    }

    @Test
    void aKeyIsRememberedThirtySecondsAndNotLonger() {
        cached.find("k1");
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(cached.find("k1")).contains(KEY);
        assertThat(asked).hasValue(1);
        status = 410;
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(cached.find("k1")).isEmpty();
        assertThat(cached.find("k1")).isEmpty();
        assertThat(asked).hasValue(2);
    }

    /** A cache that computes under a lock has its maintenance wait there, with the thread that would bring the answer. */
    @Test
    void aKeyThatHasExpiredIsLookedUpWithOneCommonThreadLeft() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        List<ForkJoinTask<?>> busy = IntStream.range(1, ForkJoinPool.getCommonPoolParallelism())
                .<ForkJoinTask<?>>mapToObj(i -> ForkJoinPool.commonPool().submit(() -> uninterruptibly(done)))
                .toList();
        try {
            for (int i = 0; i < 20; i++) {
                cached.find("k1");
                nanos.addAndGet(CachingKeyLookup.LONGEST.toNanos());
            }
            assertThat(asked).hasValue(20);
        } finally {
            done.countDown();
            for (ForkJoinTask<?> task : busy) {
                task.get();
            }
        }
    }

    private static void uninterruptibly(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoWaitsForTheLookUpOfAnotherWaitsNoLongerThanItsOwnDeadline() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        CachingKeyLookup slow = new CachingKeyLookup(
                keyId -> {
                    asking.countDown();
                    uninterruptibly(answered);
                    return Optional.of(KEY);
                },
                10,
                nanos::get);
        Thread first = Thread.ofVirtual().start(() -> slow.find("k1"));
        asking.await();
        CompletableFuture<Throwable> second = CompletableFuture.supplyAsync(
                () -> catchThrowable(() ->
                        Deadline.in(Duration.ofMillis(50), Clock.systemUTC()).call(() -> slow.find("k1"))),
                Thread::startVirtualThread);
        try {
            assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(DeadlineExceededException.class);
        } finally {
            answered.countDown();
            first.join();
        }
        assertThat(slow.find("k1")).contains(KEY);
    }

    @Test
    void whoWaitedForALookUpThatFailedTriesForItself() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        CachingKeyLookup failing = new CachingKeyLookup(
                keyId -> {
                    if (asked.getAndIncrement() > 0) {
                        return Optional.of(KEY);
                    }
                    asking.countDown();
                    uninterruptibly(answered);
                    throw new RestClientException("had no time left");
                },
                10,
                nanos::get);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread first = Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, e) -> failure.set(e))
                .start(() -> failing.find("k1"));
        asking.await();
        AtomicReference<Optional<DataKey>> found = new AtomicReference<>();
        Thread second = Thread.ofVirtual().start(() -> found.set(failing.find("k1")));
        await().until(() -> second.getState() == Thread.State.WAITING);
        answered.countDown();
        second.join();
        first.join();
        assertThat(found.get()).contains(KEY);
        assertThat(failure.get()).isInstanceOf(RestClientException.class);
    }

    @Test
    void aFailureIsNotRemembered() {
        status = 503;
        assertThatThrownBy(() -> cached.find("k1")).isInstanceOf(RestClientException.class);
        status = 200;
        assertThat(cached.find("k1")).contains(KEY);
    }

    @Test
    void whoErasesForgetsAtOnce() {
        cached.find("k1");
        status = 410;
        cached.forget("k1");
        assertThat(cached.find("k1")).isEqualTo(Optional.empty());
    }
}
