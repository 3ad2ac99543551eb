package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.dao.DataAccessException;

/** The order-service as customers see it: whichever process answers. */
final class OrderProcesses {

    @FunctionalInterface
    interface Request {
        void send(Orders orders, Node node);
    }

    private final World world;
    private final Map<Node, Orders> running = new LinkedHashMap<>();

    OrderProcesses(World world) {
        this.world = world;
    }

    void started(Node node, Orders orders) {
        running.put(node, orders);
    }

    /** @param answered when the customer knows, or has lost patience */
    void request(Request request, Runnable answered) {
        List<Node> awake = awake();
        if (!awake.isEmpty()) {
            Node node = awake.get(world.chaos().any(awake.size()));
            Orders orders = running.get(node);
            if (orders != null) {
                node.after(world.chaos().millis(1, 10), () -> send(request, orders, node));
            }
        }
        world.agenda().at(world.now() + 30, answered);
    }

    private static void send(Request request, Orders orders, Node node) {
        try {
            request.send(orders, node);
        } catch (DataAccessException failed) {
            node.world().trace(() -> node.name() + " answers 503: " + failed.getMessage());
        }
    }

    /** What others do while a transaction has written rows and not committed them: order something else, relay what is committed. */
    void raceForIds(List<Customer> customers) {
        race((orders, node) -> {
            customers.get(world.chaos().any(customers.size())).hurryToOrder(orders, node);
            turnRelays();
        });
    }

    /** What others do while a transaction has read streams and not written yet: cancel. */
    void raceForStreams(List<Customer> customers) {
        race((orders, node) ->
                customers.get(world.chaos().any(customers.size())).hurryToCancel(orders));
    }

    private void race(Request request) {
        List<Node> awake = awake();
        Orders orders = awake.isEmpty() ? null : running.get(awake.getFirst());
        if (orders != null) {
            request.send(orders, awake.getFirst());
        }
    }

    private void turnRelays() {
        try {
            for (Node node : awake()) {
                Orders orders = running.get(node);
                if (orders != null) {
                    orders.process().relayTurn();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        }
    }

    private List<Node> awake() {
        return new ArrayList<>(running.keySet().stream().filter(Node::isAwake).toList());
    }
}
