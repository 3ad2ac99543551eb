package dev.bulwark.simulation.world;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.bulwark.order.domain.OrderState;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.platform.messaging.IncomingMessage;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.shipping.messaging.CarrierRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One history: some orders, some faults, then calm, until everything has ended. Everything follows from the scenario and the mutation; one thread.
 *
 * <p>The whole of it is thrown away afterwards, so histories are independent, and many threads can each run their own.
 */
public final class World {

    static final MessageCodec CODEC = new MessageCodec();
    /** Holds no meter, so counting costs nothing. */
    static final MeterRegistry METERS = new CompositeMeterRegistry();
    /** The one thing that isn't the seed's: nobody decides by a nonce. */
    static final SecureRandom NONCES = new SecureRandom();

    private static final long START = Instant.parse("2026-01-15T12:00:00Z").toEpochMilli();
    private static final long CALM_LIMIT_MILLIS = 8 * 60_000;
    private static final int MOST_STEPS = 200_000;
    private static final int LOOK_MILLIS = 1_000;

    private final Scenario scenario;
    private final Mutation mutation;
    private final @Nullable Consumer<String> trace;
    private final Agenda agenda = new Agenda(START);
    private final Chaos chaos;
    private final Broker broker = new Broker(this);
    private final Judge judge = new Judge(this);
    private final Psp psp = new Psp(this);
    private final CarrierBook carrier = new CarrierBook(this);
    private final Keys keys = new Keys();
    private final Defects defects = new Defects(this);
    private final OrderProcesses orderProcesses = new OrderProcesses(this);
    private final List<Customer> customers = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final Poisoner poisoner;

    private final EventTable events;
    private final StockTable stock;
    private final PaymentTable payments;
    private final IntentTable<ProviderRequest> paymentIntents;
    private final ShipmentTable shipments;
    private final IntentTable<CarrierRequest> shipmentIntents;
    private final SagaTable sagas;
    private final FoldTable folds;
    private int steps;
    private int nesting;
    private int outsideOwes;

    /** @param trace told what happens; null for nobody */
    public World(Scenario scenario, Mutation mutation, @Nullable Consumer<String> trace) {
        this.scenario = scenario;
        this.mutation = mutation;
        this.trace = trace;
        this.chaos = new Chaos(scenario);
        SplittableRandom root = new SplittableRandom(scenario.seed() * 31 + 7);
        Service orderService = service("order-service");
        events = new EventTable(orderService.database(), this);
        Service inventory = service("inventory-service");
        stock = new StockTable(inventory.database(), this);
        Service payment = service("payment-service");
        payments = new PaymentTable(payment.database(), this);
        paymentIntents = new IntentTable<>(payment.database(), this);
        Service shipping = service("shipping-service");
        shipments = new ShipmentTable(shipping.database(), this);
        shipmentIntents = new IntentTable<>(shipping.database(), this);
        Service saga = service("saga-orchestrator");
        sagas = new SagaTable(saga.database(), this);
        Service subscriber = service("subscriber");
        folds = new FoldTable(subscriber.database());
        stock.seed("SKU-A", 1_000);
        stock.seed("SKU-B", 1_000);
        stock.seed("SKU-RARE", 3);

        start(orderService, 2, (node, own) -> orderProcesses.started(node, new Orders(node, own, events)));
        start(inventory, 2, (node, own) -> Participants.inventory(node, own, stock));
        start(payment, 2, (node, own) -> Participants.payment(node, own, payments, paymentIntents));
        start(shipping, 2, (node, own) -> Participants.shipping(node, own, shipments, shipmentIntents));
        start(saga, 2, (node, own) -> new Sagas(node, own, sagas));
        start(subscriber, 1, (node, own) -> Participants.subscriber(node, own, folds));

        for (int i = 0; i < scenario.orders(); i++) {
            customers.add(new Customer(this, i, root.split()));
        }
        poisoner = new Poisoner(this, root.split());
        if (chaos.strikes(Fault.REPARTITION)) {
            agenda.at(START + 2_000 + chaos.pick(Fault.REPARTITION, 15_000), broker::addPartition);
        }
        events.race(() -> orderProcesses.raceForStreams(customers));
        orderService.outbox().race(() -> orderProcesses.raceForIds(customers));
    }

    private Service service(String name) {
        Service service = new Service(name, this);
        services.add(service);
        return service;
    }

    private void start(Service service, int processes, BiConsumer<Node, Service> program) {
        for (int i = 0; i < processes; i++) {
            String name = service.name() + "-" + (char) ('a' + i);
            new Node(this, name, node -> program.accept(node, service)).start();
        }
    }

    /** Lives through the history. @throws Violation if an invariant doesn't hold */
    public void run() {
        try {
            long calm = START + scenario.faultSeconds() * 1_000L;
            while (step(calm)) {
                // the customers order, the faults strike
            }
            trace(() -> "no more faults from here on");
            chaos.calmDown();
            long limit = calm + CALM_LIMIT_MILLIS;
            StuckSagas stuck = new StuckSagas(this);
            while (!isQuiet() && now() < limit) {
                long look = now() + LOOK_MILLIS;
                while (step(look)) {
                    // everything comes to an end
                }
                if (waitsForOperators()) {
                    stuck.check();
                }
            }
            new Settlement(this).check();
        } catch (RuntimeException unforeseen) {
            throw new Violation(Invariant.UNFORESEEN, unforeseen.toString(), unforeseen);
        }
    }

    /** Nothing is left to do, for anybody. */
    boolean isQuiet() {
        return isIdle()
                && customers.stream().allMatch(Customer::isDone)
                && events.streams().keySet().stream().allMatch(id -> EventTable.hasEnded(events.order(id)));
    }

    /** Nothing happens any more unless an operator acts: what has not ended waits for a dead letter. */
    boolean waitsForOperators() {
        return isIdle()
                && services.stream()
                        .anyMatch(service -> !service.inbox().heldUp().isEmpty());
    }

    private boolean isIdle() {
        return outsideOwes == 0
                && services.stream().allMatch(service -> service.outbox().isEmpty())
                && paymentIntents.isEmpty()
                && shipmentIntents.isEmpty()
                && sagas.earliestLook() == null
                && broker.isRead();
    }

    void pass(long millis, int deepest) {
        if (nesting >= deepest) {
            step(now()); // counted all the same
            return;
        }
        nesting++;
        try {
            long until = now() + millis;
            while (step(until)) {
                // the others go on
            }
        } finally {
            nesting--;
        }
    }

    private boolean step(long until) {
        if (++steps > MOST_STEPS) {
            throw new Violation(Invariant.UNFORESEEN, "after " + MOST_STEPS + " steps there is no end in sight");
        }
        return agenda.step(until);
    }

    /** Something is on its way that nobody waits for. */
    void outsideOwes(int more) {
        outsideOwes += more;
    }

    long now() {
        return agenda.now();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("everybody goes by UTC here");
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now());
            }
        };
    }

    /** The step's undoing begins now. */
    void undoes(String step, UUID order) {
        if (events.order(order).state() instanceof OrderState.Confirmed) {
            throw new Violation(
                    Invariant.I1_PIVOT,
                    "the " + step + " of order " + shortName(order.toString()) + " is undone, and it is confirmed");
        }
    }

    boolean isPoisoned(IncomingMessage message) {
        return isPoisoned(message.orderingKey());
    }

    boolean isPoisoned(String key) {
        return poisoner.knows(key);
    }

    boolean isPromised(UUID message) {
        return services.stream().anyMatch(service -> service.outbox().promises(message));
    }

    void trace(Supplier<String> what) {
        if (trace != null) {
            trace.accept(time(now()) + "  " + what.get());
        }
    }

    String time(long at) {
        return String.format(java.util.Locale.ROOT, "%9.3f s", (at - START) / 1_000.0);
    }

    /** The end of an id tells orders apart; the rest of a step's id is kept. */
    String shortName(String key) {
        return key.length() < 36 ? key : "…" + key.substring(28);
    }

    Agenda agenda() {
        return agenda;
    }

    Chaos chaos() {
        return chaos;
    }

    Mutation mutation() {
        return mutation;
    }

    Defects defects() {
        return defects;
    }

    Broker broker() {
        return broker;
    }

    Judge judge() {
        return judge;
    }

    Psp psp() {
        return psp;
    }

    CarrierBook carrier() {
        return carrier;
    }

    Keys keys() {
        return keys;
    }

    OrderProcesses orders() {
        return orderProcesses;
    }

    List<Customer> customers() {
        return customers;
    }

    List<Service> services() {
        return services;
    }

    EventTable events() {
        return events;
    }

    StockTable stock() {
        return stock;
    }

    PaymentTable payments() {
        return payments;
    }

    ShipmentTable shipments() {
        return shipments;
    }

    SagaTable sagas() {
        return sagas;
    }

    FoldTable folds() {
        return folds;
    }

    boolean intentsAreOpen() {
        return !paymentIntents.isEmpty() || !shipmentIntents.isEmpty();
    }
}
