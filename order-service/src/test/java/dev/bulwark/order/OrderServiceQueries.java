package dev.bulwark.order;

/** Tells what a service does all by itself from what it is asked to do. */
public final class OrderServiceQueries {

    private OrderServiceQueries() {}

    public static boolean isBackground(String query) {
        return query.contains("relay_lease")
                || (query.contains("outbox") && !query.contains("INSERT INTO outbox"))
                || query.contains("SKIP LOCKED");
    }
}
