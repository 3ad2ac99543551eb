package dev.bulwark.acceptance;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;

/**
 * Customers who place orders at a steady rate whatever happens to the platform, and remember every order that it promised.
 *
 * <p>An answer that never came is no promise; any answer but 201 isn't either.
 */
final class OrderLoad implements AutoCloseable {

    private static final List<String> CUSTOMERS = List.of("alice", "bob", "acme");
    private static final int THREADS = 12;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Bulwark bulwark;
    private final ScheduledExecutorService clock;
    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<String, String> customerByOrder = new ConcurrentHashMap<>();
    private final Map<Object, Integer> refusals = new ConcurrentHashMap<>();

    private OrderLoad(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.clock = Executors.newScheduledThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("load-", 0).factory());
    }

    static OrderLoad start(Bulwark bulwark, int ordersPerSecond) {
        OrderLoad load = new OrderLoad(bulwark);
        CUSTOMERS.forEach(bulwark::token);
        for (int i = 0; i < THREADS; i++) {
            load.clock.scheduleAtFixedRate(
                    load::placeOne,
                    i * MICROS_PER_SECOND / ordersPerSecond,
                    THREADS * MICROS_PER_SECOND / ordersPerSecond,
                    TimeUnit.MICROSECONDS);
        }
        return load;
    }

    private void placeOne() {
        int n = attempts.getAndIncrement();
        Customer customer = bulwark.customer(CUSTOMERS.get(n % CUSTOMERS.size()));
        try {
            Answer answer = customer.post(Customer.ORDERS).json(order(n)).send();
            if (answer.status() == 201) {
                customerByOrder.put(answer.as(Order.class).id(), customer.name());
            } else {
                refusals.merge(answer.status(), 1, Integer::sum);
            }
        } catch (UncheckedIOException e) {
            refusals.merge(e.getCause().getClass().getSimpleName(), 1, Integer::sum);
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
    Map<String, String> acknowledged() {
        return new LinkedHashMap<>(customerByOrder);
    }

    /** How often each status or exception came instead of a promise. */
    Map<Object, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    /** Places no more, and waits for the answers that are under way. @return customer by order, of all that were acknowledged */
    Map<String, String> finish() {
        close();
        return acknowledged();
    }

    @Override
    public void close() {
        clock.close();
    }
}
