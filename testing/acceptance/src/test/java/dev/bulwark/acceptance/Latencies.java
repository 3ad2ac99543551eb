package dev.bulwark.acceptance;

import java.time.Duration;
import java.util.List;

import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.OrderEvent;

/** How long orders took, by the platform's own clock: from taken to confirmed, without the client's polling. */
record Latencies(List<Long> sortedMillis) {

    static Latencies of(Customer customer, List<String> orderIds) {
        return new Latencies(orderIds.stream()
                .map(id -> millis(customer.events(id)))
                .sorted()
                .toList());
    }

    private static long millis(List<OrderEvent> events) {
        OrderEvent confirmed = events.stream()
                .filter(OrderEvent::confirms)
                .findFirst()
                .orElseThrow(() -> new AssertionError("never confirmed: " + events));
        return Duration.between(events.getFirst().occurredAt(), confirmed.occurredAt())
                .toMillis();
    }

    /** @param percent 0 to 100 */
    long percentile(int percent) {
        return sortedMillis.get((int) Math.round((sortedMillis.size() - 1) * percent / 100.0));
    }
}
