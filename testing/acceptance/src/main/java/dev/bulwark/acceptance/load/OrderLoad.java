package dev.bulwark.acceptance.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.topology.Work;
import org.jspecify.annotations.Nullable;

/**
 * Customers who place orders at a steady rate whatever happens to the platform, and remember every order that it promised: in a file too, which is
 * no part of the platform.
 *
 * <p>An answer that never came is no promise; any answer but 201 isn't either. Whoever got no answer may ask again with the same key:
 * {@link #settle}.
 */
public final class OrderLoad implements AutoCloseable {

    private static final List<String> CUSTOMERS = List.of("alice", "bob", "acme");
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int ASKING_AGAIN_AT_ONCE = 8;
    private static final Duration BETWEEN_ASKING_AGAIN = Duration.ofMillis(500);

    private record Request(String customer, String key, NewOrder order, Instant firstSentAt) {}

    private final Bulwark bulwark;
    private final Writer log;
    private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<String, Request> requestByOrder = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Queue<Request> unanswered = new ConcurrentLinkedQueue<>();

    private @Nullable Thread pace;

    private OrderLoad(Bulwark bulwark, Writer log) {
        this.bulwark = bulwark;
        this.log = log;
    }

    public static OrderLoad start(Bulwark bulwark, int ordersPerSecond) {
        try {
            return start(
                    bulwark,
                    ordersPerSecond,
                    Files.newBufferedWriter(
                            Work.file("acknowledged.log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param log gets a line for each promise, and is closed with the load */
    static OrderLoad start(Bulwark bulwark, int ordersPerSecond, Writer log) {
        OrderLoad load = new OrderLoad(bulwark, log);
        CUSTOMERS.forEach(bulwark::token);
        load.pace = Thread.ofPlatform().daemon().name("load").start(() -> load.place(ordersPerSecond));
        return load;
    }

    private void place(int ordersPerSecond) {
        long from = System.nanoTime();
        try {
            for (long n = 1; !Thread.currentThread().isInterrupted(); n++) {
                customers.execute(this::placeOne);
                Thread.sleep(Duration.ofNanos(from + n * NANOS_PER_SECOND / ordersPerSecond - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // enough were placed
        }
    }

    private void placeOne() {
        int n = attempts.getAndIncrement();
        send(new Request(CUSTOMERS.get(n % CUSTOMERS.size()), UUID.randomUUID().toString(), order(n), Instant.now()));
    }

    private void send(Request request) {
        Answer answer;
        try {
            answer = bulwark.customer(request.customer())
                    .call("POST", Customer.ORDERS)
                    .key(request.key())
                    .json(request.order())
                    .send();
        } catch (UncheckedIOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refused(request, cause.getClass().getSimpleName());
            return;
        }
        if (answer.status() == 201) {
            acknowledged(request, answer.as(Order.class).id());
        } else {
            refused(request, Integer.toString(answer.status()));
        }
    }

    private void refused(Request request, String how) {
        refusals.merge(how, 1, Integer::sum);
        unanswered.add(request);
    }

    private void acknowledged(Request request, String order) {
        requestByOrder.put(order, request);
        try {
            synchronized (log) {
                log.write(Instant.now() + " " + order + " " + request.customer() + " " + request.key() + "\n");
                log.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One in twenty is declined, one in twenty undeliverable: a kill has to meet sagas on their way back too. */
    private static NewOrder order(int n) {
        NewOrder order = NewOrder.of("SKU-00" + (10 + n % 90), 1 + n % 3);
        return switch (n % 20) {
            case 7 -> order.paidWith("pm_card_declined");
            case 13 -> order.sentTo("00000");
            default -> order;
        };
    }

    /** Customer by order, of all that were acknowledged until now. */
    public Map<String, String> acknowledged() {
        Map<String, String> customerByOrder = new LinkedHashMap<>();
        requestByOrder.forEach((order, request) -> customerByOrder.put(order, request.customer()));
        return customerByOrder;
    }

    /**
     * The acknowledged orders that were asked for at that moment or later. The moment is this JVM's, at which the customer sent the request first:
     * what had been waiting anywhere in the platform until then, or was sent again, isn't among them.
     */
    public Set<String> askedForSince(Instant moment) {
        return requestByOrder.entrySet().stream()
                .filter(entry -> !entry.getValue().firstSentAt().isBefore(moment))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Requests sent, those sent again not counted: each is one order, if it is any. */
    public int requests() {
        return attempts.get();
    }

    /** How often each status or exception came instead of a promise. */
    public Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    /** Places no more, and waits for the answers that are under way. @return customer by order, of all that were acknowledged */
    public Map<String, String> finish() {
        Thread placing = pace;
        if (placing != null) {
            placing.interrupt();
            try {
                placing.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        customers.close();
        return acknowledged();
    }

    /**
     * After {@link #finish} and before {@link #close}: sends every request that got no promise again, with its key, until it gets one.
     *
     * @return how many got none in time
     */
    public int settle(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!unanswered.isEmpty() && System.nanoTime() < until) {
            List<Request> again = new ArrayList<>();
            for (Request request = unanswered.poll(); request != null; request = unanswered.poll()) {
                again.add(request);
            }
            sendAll(again);
            if (!unanswered.isEmpty()) {
                Thread.sleep(BETWEEN_ASKING_AGAIN);
            }
        }
        return unanswered.size();
    }

    private void sendAll(List<Request> requests) {
        Semaphore slots = new Semaphore(ASKING_AGAIN_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Request request : requests) {
                threads.execute(() -> {
                    slots.acquireUninterruptibly();
                    try {
                        send(request);
                    } finally {
                        slots.release();
                    }
                });
            }
        }
    }

    /** Finishes, and closes the log. */
    @Override
    public void close() {
        finish();
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
