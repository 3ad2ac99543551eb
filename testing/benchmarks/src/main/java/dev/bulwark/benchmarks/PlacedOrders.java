package dev.bulwark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of the accepted orders of a load, as their customers see it: reads the customers' own lists of orders, a page for a hundred,
 * so that watching costs little beside placing.
 *
 * <p>An order counts once its view has reached a final status, which may be some milliseconds after its saga ended.
 */
final class PlacedOrders {

    static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY_AT_THE_END = Duration.ofMillis(500);
    /** Per customer and look: five thousand orders, more than are placed in between at any rate that this machine could bear. */
    private static final int MAX_PAGES = 50;

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final Target target;
    private final ConcurrentMap<String, ConcurrentMap<String, Boolean>> pendingByCustomer = new ConcurrentHashMap<>();
    private final AtomicInteger confirmed = new AtomicInteger();
    private final AtomicInteger undone = new AtomicInteger();
    private volatile @Nullable String lastFailure;

    PlacedOrders(Target target) {
        this.target = target;
    }

    /** @param answer the body of the 201 */
    void accepted(String customer, String answer) {
        Matcher id = ID.matcher(answer);
        if (id.find()) {
            pendingByCustomer
                    .computeIfAbsent(customer, name -> new ConcurrentHashMap<>())
                    .put(id.group(1), true);
        }
    }

    /** Reads the lists once. A list that can't be read now is read by the next look. */
    void look() {
        pendingByCustomer.forEach((customer, pending) -> {
            try {
                lookAtListOf(customer, pending);
            } catch (IOException e) {
                lastFailure = e.getMessage(); // an overloaded platform may refuse; these orders count as pending until
                // a later look
            }
        });
    }

    /** Why a list could not be read the last time one couldn't; null if all could. */
    @Nullable
    String lastFailure() {
        return lastFailure;
    }

    private void lookAtListOf(String customer, Map<String, Boolean> pending) throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        String from = placedAt(Collections.min(pending.keySet())).minusMillis(1).toString();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES && !pending.isEmpty(); page++) {
            JsonNode list = target.customer(customer, "/api/v1/orders?limit=100&placedAfter=" + from + cursor);
            list.path("items").forEach(order -> note(order, pending));
            if (!list.path("nextCursor").isString()) {
                return;
            }
            cursor = "&cursor=" + list.path("nextCursor").asString();
        }
    }

    private void note(JsonNode order, Map<String, Boolean> pending) {
        String status = order.path("status").asString();
        if (!status.equals("PENDING") && pending.remove(order.path("id").asString()) != null) {
            (status.equals("CONFIRMED") ? confirmed : undone).incrementAndGet();
        }
    }

    /** An order's id is a UUID of version 7, which begins with the time. */
    private static Instant placedAt(String id) {
        return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
    }

    /** Waits until every order has ended, or the time is over. */
    void awaitEnds(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        look();
        while (pending() > 0 && System.nanoTime() < until) {
            Thread.sleep(LOOK_EVERY_AT_THE_END);
            look();
        }
    }

    int confirmed() {
        return confirmed.get();
    }

    int undone() {
        return undone.get();
    }

    int pending() {
        return pendingByCustomer.values().stream().mapToInt(Map::size).sum();
    }

    String counts() {
        return "%d confirmed, %d undone, %d pending".formatted(confirmed(), undone(), pending());
    }
}
