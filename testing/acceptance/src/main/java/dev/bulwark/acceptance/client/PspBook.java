package dev.bulwark.acceptance.client;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The payment provider's own book: what really happened to the money, whatever the platform believes. */
public final class PspBook {

    public record Entry(String key, String orderId, long captured, long refunded, String status) {}

    private record Page(List<Entry> items, @Nullable String nextCursor) {}

    private static final int PAGE = 500;

    private final Http simulators;

    PspBook(Http simulators) {
        this.simulators = simulators;
    }

    /** Captured and not given back, in minor units; 0 if it never heard of the order. */
    public long kept(String orderId) {
        return entries(orderId).stream()
                .mapToLong(entry -> entry.captured() - entry.refunded())
                .sum();
    }

    /** The order's; a voided key of no known order isn't among them. */
    public List<Entry> entries(String orderId) {
        List<Entry> found = new ArrayList<>();
        @Nullable String cursor = "";
        while (cursor != null) {
            Page page = simulators
                    .get("/psp/book?limit=" + PAGE + "&cursor=" + cursor)
                    .send()
                    .expect(200)
                    .as(Page.class);
            page.items().stream()
                    .filter(entry -> orderId.equals(entry.orderId()))
                    .forEach(found::add);
            cursor = page.nextCursor();
        }
        return found;
    }
}
