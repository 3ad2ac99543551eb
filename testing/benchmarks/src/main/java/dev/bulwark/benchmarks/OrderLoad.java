package dev.bulwark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Places orders over keep-alive connections, a thread each: as fast as they are answered while no more than so many are under way (closed loop), or at
 * a fixed rate whatever the answers do (open loop; an order that is late because all connections are busy counts from when it was due).
 */
final class OrderLoad {

    private static final List<String> CUSTOMERS = List.of("alice", "bob", "acme");

    private final Target target;
    private final int connections;
    private final Listener listener;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final LatencyRecorder latency = new LatencyRecorder();
    private volatile String lastRefusal = "";

    /** Hears of every accepted order, on the thread that placed it. */
    interface Listener {
        void accepted(String customer, String answer);
    }

    OrderLoad(Target target, int connections) {
        this(target, connections, (customer, answer) -> {});
    }

    OrderLoad(Target target, int connections, Listener listener) {
        this.target = target;
        this.connections = connections;
        this.listener = listener;
    }

    /** Places exactly this many, as fast as they are answered and {@code underWay} lets them. */
    void closed(int orders, UnderWay underWay) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        try (UnderWay.Watch watch = underWay.watch(() -> accepted.get() + refused.get())) {
            run(orders, sequence -> {
                int number = next.getAndIncrement();
                if (number >= orders) {
                    return -1;
                }
                watch.awaitPlaceFor(number);
                return System.nanoTime();
            });
        }
    }

    /** Places so many a second, evenly spaced. */
    void open(int perSecond, Duration duration) throws IOException, InterruptedException {
        long start = System.nanoTime() + 50_000_000L;
        long orders = perSecond * duration.toMillis() / 1000;
        AtomicLong next = new AtomicLong();
        run(orders, sequence -> {
            long number = next.getAndIncrement();
            return number < orders ? start + number * 1_000_000_000L / perSecond : -1;
        });
    }

    /** When the next order is due by {@link System#nanoTime()}, or -1 if there is none. */
    private interface Schedule {
        long next(int connection) throws InterruptedException;
    }

    private void run(long orders, Schedule schedule) throws IOException, InterruptedException {
        wanted.addAndGet(orders);
        Map<String, String> tokens = new HashMap<>();
        for (String customer : CUSTOMERS) {
            tokens.put(customer, target.token(customer));
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int connection = i;
            String customer = CUSTOMERS.get(i % CUSTOMERS.size());
            Map<String, String> headers =
                    Map.of("Authorization", "Bearer " + tokens.get(customer), "Content-Type", "application/json");
            threads.add(
                    Thread.ofPlatform().name("load-" + i).start(() -> place(schedule, connection, customer, headers)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void place(Schedule schedule, int connection, String customer, Map<String, String> headers) {
        HttpConnection http = null;
        try {
            for (long due = schedule.next(connection); due >= 0; due = schedule.next(connection)) {
                waitUntil(due);
                try {
                    if (http == null) {
                        http = new HttpConnection(target.orders());
                    }
                    HttpConnection.Answer answer = http.send(
                            "POST", "/api/v1/orders", withKey(headers), OrderMix.body(numbers.getAndIncrement()));
                    latency.record(System.nanoTime() - due);
                    count(customer, answer);
                } catch (IOException e) {
                    refused.incrementAndGet();
                    lastRefusal = e.toString();
                    close(http);
                    http = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the bench is being stopped
        } finally {
            close(http);
        }
    }

    private static Map<String, String> withKey(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Idempotency-Key", UUID.randomUUID().toString());
        return all;
    }

    private void count(String customer, HttpConnection.Answer answer) {
        if (answer.status() == 201) {
            accepted.incrementAndGet();
            listener.accepted(customer, answer.body());
        } else {
            refused.incrementAndGet();
            lastRefusal = answer.status() + " " + answer.body();
        }
    }

    private static void waitUntil(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private static void close(@org.jspecify.annotations.Nullable HttpConnection http) {
        if (http != null) {
            try {
                http.close();
            } catch (IOException e) {
                // it is of no use any more either way
            }
        }
    }

    /** How many orders of all that were asked for were never placed, because the threads that should have done so gave up. */
    long missing() {
        return wanted.get() - accepted.get() - refused.get();
    }

    int accepted() {
        return accepted.get();
    }

    int refused() {
        return refused.get();
    }

    String lastRefusal() {
        return lastRefusal;
    }

    LatencyRecorder latency() {
        return latency;
    }
}
