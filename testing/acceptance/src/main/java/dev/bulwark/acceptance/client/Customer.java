package dev.bulwark.acceptance.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;

/** Somebody who orders, and reads what is theirs. */
public final class Customer {

    public static final String ORDERS = "/api/v1/orders";
    /** On a busy machine; unloaded it is a tenth of a second. */
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Http gateway;
    private final String name;
    private final String token;

    Customer(Http gateway, String name, String token) {
        this.gateway = gateway;
        this.name = name;
        this.token = token;
    }

    public String name() {
        return name;
    }

    public Call get(String path) {
        return gateway.get(path).bearer(token);
    }

    public Call call(String method, String path) {
        return gateway.call(method, path).bearer(token);
    }

    /** With an idempotency key of its own. */
    public Call post(String path) {
        return call("POST", path).key(UUID.randomUUID().toString());
    }

    public Answer place(NewOrder order) {
        return post(ORDERS).json(order).send().expect(201);
    }

    public Order placed(NewOrder order) {
        return place(order).as(Order.class);
    }

    public Order order(String id) {
        return get(ORDERS + "/" + id).send().expect(200).as(Order.class);
    }

    /** Places the order and waits for its end. */
    public Order buy(NewOrder order) {
        return awaitEnd(placed(order).id());
    }

    public Order awaitEnd(String id) {
        return awaitEnd(id, USUAL_PATIENCE);
    }

    public Order awaitEnd(String id, Duration atMost) {
        return Awaitility.await("end of order " + id)
                .atMost(atMost)
                .pollInterval(BETWEEN_LOOKS)
                .pollDelay(Duration.ZERO)
                .until(() -> order(id), Order::ended);
    }

    public List<OrderEvent> events(String id) {
        return get(ORDERS + "/" + id + "/events")
                .send()
                .expect(200)
                .as(OrderEvent.Page.class)
                .items();
    }

    /** @param query without the question mark */
    public OrderPage orders(String query) {
        return get(ORDERS + "?" + query).send().expect(200).as(OrderPage.class);
    }

    /** Every page of the query. */
    public List<Order> allOrders(String query) {
        List<Order> all = new ArrayList<>();
        OrderPage page = orders(query + "&limit=100");
        all.addAll(page.items());
        while (page.nextCursor() != null) {
            page = orders(query + "&limit=100&cursor=" + page.nextCursor());
            all.addAll(page.items());
        }
        return all;
    }
}
