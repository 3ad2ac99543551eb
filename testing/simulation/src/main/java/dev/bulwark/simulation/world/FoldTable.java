package dev.bulwark.simulation.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.contracts.order.OrderCancelRequested;
import dev.bulwark.contracts.order.OrderCancelled;
import dev.bulwark.contracts.order.OrderConfirmed;
import dev.bulwark.contracts.order.OrderPlaced;
import dev.bulwark.contracts.order.OrderRejected;
import dev.bulwark.contracts.payment.PaymentCharged;
import dev.bulwark.contracts.payment.PaymentRefunded;
import dev.bulwark.contracts.payment.PaymentRefused;
import dev.bulwark.contracts.shipping.ShipmentCancelled;
import dev.bulwark.contracts.shipping.ShipmentRefused;
import dev.bulwark.contracts.shipping.ShipmentScheduled;
import dev.bulwark.platform.messaging.inbox.BatchHandler;
import dev.bulwark.platform.messaging.inbox.Delivery;

/**
 * A subscriber with the order view's rules: the next version is applied, a later one held, an earlier one passed over. The view's own
 * handler can't be used: it speaks SQL, and has no port between it and its tables.
 */
final class FoldTable {

    enum Source {
        ORDER(
                Topics.ORDER_EVENTS,
                Set.of(
                        OrderPlaced.class,
                        OrderCancelRequested.class,
                        OrderConfirmed.class,
                        OrderRejected.class,
                        OrderCancelled.class)),
        PAYMENT(Topics.PAYMENT_EVENTS, Set.of(PaymentCharged.class, PaymentRefused.class, PaymentRefunded.class)),
        SHIPMENT(
                Topics.SHIPMENT_EVENTS,
                Set.of(ShipmentScheduled.class, ShipmentRefused.class, ShipmentCancelled.class));

        private final String topic;

        @SuppressWarnings("ImmutableEnumChecker") // nobody can change it
        private final Set<Class<?>> types;

        Source(String topic, Set<Class<?>> types) {
            this.topic = topic;
            this.types = types;
        }
    }

    private record Key(Source source, UUID order) {}

    private final Database database;
    private final Map<Key, List<String>> applied = new HashMap<>();
    private final Map<Key, TreeMap<Long, String>> held = new HashMap<>();

    FoldTable(Database database) {
        this.database = database;
    }

    /** The types of the events applied so far, in order. */
    List<String> applied(Source source, UUID order) {
        return applied.getOrDefault(new Key(source, order), List.of());
    }

    boolean holds(Source source, UUID order) {
        return !held.getOrDefault(new Key(source, order), new TreeMap<>()).isEmpty();
    }

    BatchHandler<List<Delivery>> handler(Source source) {
        return new BatchHandler<>() {
            @Override
            public String consumer() {
                return "subscriber-" + source.topic;
            }

            @Override
            public String topic() {
                return source.topic;
            }

            @Override
            public Set<Class<?>> types() {
                return source.types;
            }

            @Override
            public boolean ignoresOtherTypes() {
                return true;
            }

            @Override
            public List<Delivery> prefetch(List<Delivery> batch) {
                return new ArrayList<>();
            }

            @Override
            public void handle(Delivery delivery, List<Delivery> work) {
                work.add(delivery);
            }

            @Override
            public void flush(List<Delivery> work) {
                work.forEach(delivery -> apply(source, delivery));
            }
        };
    }

    private void apply(Source source, Delivery delivery) {
        Key key = new Key(source, delivery.keyAsId());
        List<String> known = applied.getOrDefault(key, List.of());
        if (delivery.sequence() <= known.size()) {
            return;
        }
        TreeMap<Long, String> waiting = new TreeMap<>(held.getOrDefault(key, new TreeMap<>()));
        waiting.put(delivery.sequence(), delivery.message().type());
        List<String> longer = new ArrayList<>(known);
        while (waiting.containsKey(longer.size() + 1L)) {
            longer.add(waiting.remove(longer.size() + 1L));
        }
        database.put(applied, key, longer);
        database.put(held, key, waiting);
    }
}
