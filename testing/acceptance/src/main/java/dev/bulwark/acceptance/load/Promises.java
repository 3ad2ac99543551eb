package dev.bulwark.acceptance.load;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.Order;

/** Orders that were acknowledged: each has to end, whatever happened since. */
public final class Promises {

    /** The saga's own limit of 150 s and the 30 s in which an open saga past it is an audit finding. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Bulwark bulwark;
    private final Map<String, String> open;
    private final List<String> broken = new ArrayList<>();

    /** @param customerByOrder whose order it is, by its id */
    public Promises(Bulwark bulwark, Map<String, String> customerByOrder) {
        this.bulwark = bulwark;
        this.open = new LinkedHashMap<>(customerByOrder);
    }

    /**
     * Waits until all have ended, or for as long as a saga may take. No answer, or 5xx, is no verdict: it asks again.
     *
     * @return what became of each order that the platform has forgotten, or that hasn't ended; empty if every promise was kept
     */
    public List<String> broken() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            open.entrySet().removeIf(order -> settled(order.getKey(), order.getValue()));
            if (open.isEmpty() || System.nanoTime() > until) {
                open.keySet().forEach(order -> broken.add(order + " has no end"));
                return List.copyOf(broken);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean settled(String order, String customer) {
        Answer answer;
        try {
            answer = bulwark.customer(customer)
                    .get(Customer.ORDERS + "/" + order)
                    .send();
        } catch (UncheckedIOException e) {
            return false;
        }
        if (answer.status() == 200) {
            return answer.as(Order.class).ended();
        }
        if (answer.status() < 500) {
            broken.add(order + " is answered with " + answer.status());
            return true;
        }
        return false;
    }
}
