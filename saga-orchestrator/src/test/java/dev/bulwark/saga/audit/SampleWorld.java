package dev.bulwark.saga.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import dev.bulwark.saga.audit.Fact.Order.Amount;
import dev.bulwark.saga.audit.Fact.Order.OrderStatus;
import dev.bulwark.saga.audit.Fact.Order.Part;
import dev.bulwark.saga.audit.Fact.Payment.PaymentStatus;
import dev.bulwark.saga.audit.Fact.Reservation.ReservationStatus;
import dev.bulwark.saga.audit.Fact.Shipment.ShipmentStatus;
import dev.bulwark.saga.domain.Phase;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A platform as the audit sees it: sound, until a test spoils it. */
final class SampleWorld {

    static final long TOTAL = 12_990;
    static final AuditProperties PROPERTIES = properties(3);
    static final Duration SAGA_TIMEOUT = Duration.ofSeconds(150);

    private static final List<Class<? extends Fact>> KINDS = List.of(
            Fact.Order.class,
            Fact.Saga.class,
            Fact.Reservation.class,
            Fact.Payment.class,
            Fact.Shipment.class,
            Fact.View.class);

    final Instant now;
    final List<ProviderBook.Entry> charges = new ArrayList<>();
    final List<KeyBook.Effect> effects = new ArrayList<>();
    /** Orders whose stream lacks a version. */
    final List<UUID> broken = new ArrayList<>();

    Books.Stock stock = new Books.Stock(100, List.of(), null);
    Books.Ledger ledger = new Books.Ledger(0, List.of(), List.of(), 7);
    List<Books.Outbox> outboxes = List.of(new Books.Outbox("order-service", 3, 1, 0));

    private final Map<Class<? extends Fact>, List<Fact>> facts = new HashMap<>();
    private final Map<Class<? extends Fact>, NavigableMap<UUID, Fact>> sorted = new ConcurrentHashMap<>();
    /** Half of its ids have the highest bit set: in the order of bytes they come last. */
    private final Random random = new Random(42);

    SampleWorld(Instant now) {
        this.now = now;
        KINDS.forEach(kind -> facts.put(kind, new ArrayList<>()));
    }

    static AuditProperties properties(int pageRows) {
        return new AuditProperties(
                Duration.ofSeconds(5),
                Duration.ofMinutes(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                pageRows,
                Duration.ofSeconds(5));
    }

    UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    Instant ago(long seconds) {
        return now.minusSeconds(seconds);
    }

    UUID confirmed(long endedSecondsAgo) {
        UUID order = placed(endedSecondsAgo + 1);
        Instant ended = ago(endedSecondsAgo);
        Fact.Payment payment = new Fact.Payment(order, id(), PaymentStatus.CHARGED, TOTAL, 0, 0, 0, ended);
        Fact.Shipment shipment = new Fact.Shipment(order, id(), ShipmentStatus.SCHEDULED, 0, ended);
        add(payment);
        add(shipment);
        add(new Fact.Reservation(order, ReservationStatus.COMMITTED, ended));
        add(new Fact.Saga(order, Phase.CONFIRMED, ago(endedSecondsAgo + 1), ended, null));
        add(order(order, OrderStatus.CONFIRMED, payment.paymentId(), shipment.shipmentId(), ended));
        charges.add(entry(order, TOTAL, 0));
        return order;
    }

    UUID rejected(long endedSecondsAgo) {
        return undone(endedSecondsAgo, OrderStatus.REJECTED, Phase.REJECTED);
    }

    /** Rejected before anything of a charged, booked and reserved order was undone, for an operator gave it up. */
    UUID abandoned(long endedSecondsAgo, String reason) {
        UUID order = rejected(endedSecondsAgo);
        Instant ended = ago(endedSecondsAgo);
        change(
                Fact.Saga.class,
                order,
                s -> new Fact.Saga(
                        order,
                        s.phase(),
                        s.startedAt(),
                        s.endedAt(),
                        null,
                        ended,
                        new Fact.Saga.Abandoned("operator", reason, ended)));
        change(
                Fact.Payment.class,
                order,
                p -> new Fact.Payment(order, p.paymentId(), PaymentStatus.CHARGED, TOTAL, 0, 0, 0, ended));
        charge(order, TOTAL, 0);
        change(
                Fact.Reservation.class,
                order,
                r -> new Fact.Reservation(order, ReservationStatus.RESERVED, r.settledAt()));
        change(
                Fact.Shipment.class,
                order,
                s -> new Fact.Shipment(order, id(), ShipmentStatus.SCHEDULED, 0, s.settledAt()));
        return order;
    }

    UUID cancelled(long endedSecondsAgo) {
        return undone(endedSecondsAgo, OrderStatus.CANCELLED, Phase.CANCELLED);
    }

    private UUID undone(long endedSecondsAgo, OrderStatus status, Phase phase) {
        UUID order = placed(endedSecondsAgo + 1);
        Instant ended = ago(endedSecondsAgo);
        Fact.Payment payment = new Fact.Payment(order, id(), PaymentStatus.REFUNDED, TOTAL, TOTAL, 0, 0, ended);
        add(payment);
        add(new Fact.Shipment(order, null, ShipmentStatus.TOMBSTONE, 0, ended));
        add(new Fact.Reservation(order, ReservationStatus.RELEASED, ended));
        add(new Fact.Saga(order, phase, ago(endedSecondsAgo + 1), ended, null));
        add(order(order, status, payment.paymentId(), null, ended));
        charges.add(entry(order, TOTAL, TOTAL));
        return order;
    }

    /** With a saga that charges. */
    UUID pending(long placedSecondsAgo) {
        UUID order = placed(placedSecondsAgo);
        add(order(order, OrderStatus.PENDING, null, null, null, ago(placedSecondsAgo)));
        add(new Fact.Saga(order, Phase.CHARGING_PAYMENT, ago(placedSecondsAgo), null, null));
        add(new Fact.Reservation(order, ReservationStatus.RESERVED, ago(placedSecondsAgo)));
        add(new Fact.Payment(order, id(), PaymentStatus.REQUESTED, 0, 0, 0, 0, null));
        return order;
    }

    private UUID placed(long secondsAgo) {
        UUID order = id();
        effects.add(new KeyBook.Effect("/api/v1/orders/" + order, 1, ago(secondsAgo)));
        return order;
    }

    private Fact.Order order(
            UUID order,
            OrderStatus status,
            @Nullable UUID payment,
            @Nullable UUID shipment,
            @Nullable Instant ended,
            Instant placed) {
        long version = ended == null ? 1 : 2;
        String digest = ended == null ? null : order.toString().substring(0, 8);
        add(new Fact.View(order, version, digest, null, ended == null ? placed : ended, 0, 0));
        return new Fact.Order(
                order,
                status,
                new Amount(TOTAL, "EUR"),
                payment == null ? null : new Part(payment),
                shipment == null ? null : new Part(shipment),
                version,
                digest,
                placed,
                ended);
    }

    private Fact.Order order(
            UUID order, OrderStatus status, @Nullable UUID payment, @Nullable UUID shipment, Instant ended) {
        return order(order, status, payment, shipment, ended, ended.minusSeconds(1));
    }

    void charge(UUID order, long captured, long refunded) {
        charges.removeIf(entry -> entry.key().equals(order + ":payment"));
        charges.add(entry(order, captured, refunded));
    }

    private static ProviderBook.Entry entry(UUID order, long captured, long refunded) {
        return new ProviderBook.Entry(order + ":payment", order.toString(), "EUR", captured, refunded);
    }

    void add(Fact fact) {
        facts.get(fact.getClass()).add(fact);
    }

    <F extends Fact> void remove(Class<F> kind, UUID order) {
        if (!facts.get(kind).removeIf(fact -> fact.orderId().equals(order))) {
            throw new IllegalStateException("nothing to remove");
        }
    }

    <F extends Fact> F find(Class<F> kind, UUID order) {
        return all(kind).stream()
                .filter(fact -> fact.orderId().equals(order))
                .findFirst()
                .orElseThrow();
    }

    <F extends Fact> void change(Class<F> kind, UUID order, UnaryOperator<F> change) {
        F changed = change.apply(find(kind, order));
        remove(kind, order);
        add(changed);
    }

    /** In the order of the ids. */
    <F extends Fact> List<F> all(Class<F> kind) {
        return facts.get(kind).stream()
                .map(kind::cast)
                .sorted((a, b) -> UuidOrder.compare(a.orderId(), b.orderId()))
                .toList();
    }

    /** By id; made once, so only for a world that doesn't change any more. */
    NavigableMap<UUID, Fact> sorted(Class<? extends Fact> kind) {
        return sorted.computeIfAbsent(kind, k -> {
            NavigableMap<UUID, Fact> byId = new TreeMap<>(UuidOrder::compare);
            facts.get(k).forEach(fact -> byId.put(fact.orderId(), fact));
            return byId;
        });
    }

    <F extends Fact> Source<F> source(Class<F> kind, int pageRows) {
        return new MemorySource<>(kind.getSimpleName(), all(kind), pageRows);
    }

    ProviderBook providerBook(int pageRows) {
        List<ProviderBook.Entry> sorted =
                charges.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList();
        return new ProviderBook() {
            @Override
            public Page page(@Nullable String cursor) {
                int from = cursor == null ? 0 : Integer.parseInt(cursor);
                int to = Math.min(from + pageRows, sorted.size());
                return new Page(sorted.subList(from, to), to == sorted.size() ? null : Integer.toString(to));
            }

            @Override
            public Optional<Entry> find(String key) {
                return sorted.stream().filter(entry -> entry.key().equals(key)).findFirst();
            }
        };
    }

    KeyBook keyBook() {
        List<KeyBook.Effect> sorted = effects.stream()
                .sorted((a, b) -> a.effect().compareTo(b.effect()))
                .toList();
        return (after, limit) -> sorted.stream()
                .filter(effect -> effect.effect().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    Books books() {
        return new Books() {
            @Override
            public Stock stock() {
                return stock;
            }

            @Override
            public Ledger ledger() {
                return ledger;
            }

            @Override
            public List<Outbox> outboxes() {
                return outboxes;
            }
        };
    }

    List<Source<?>> sources(int pageRows) {
        List<Source<?>> sources = new ArrayList<>();
        KINDS.forEach(kind -> sources.add(source(kind, pageRows)));
        sources.add(new KeySource(keyBook(), pageRows));
        return sources;
    }

    /** By digests, each order a range of its own; it must come to the same as reading everything. */
    AuditReport audit() {
        List<Source<?>> services = sources(PROPERTIES.pageRows());
        WorldDigests digests = new WorldDigests(this);
        sorted.clear();
        AuditReport byDigests =
                audit(new Audit.Sources(services, charges(), digests.auditSources(), digests.finest()), null);
        AuditReport byReading = audit(services, null);
        assertThat(byDigests).usingRecursiveComparison().ignoringFields("read").isEqualTo(byReading);
        assertThat(byReading.read()).isEqualTo(byReading.examined() + byReading.inFlight());
        return byDigests;
    }

    /** Reads everything. */
    AuditReport audit(List<Source<?>> services, @Nullable Instant settledBefore) {
        return audit(
                new Audit.Sources(
                        services, charges(), WorldDigests.reticent(), (first, last, n, limit) -> List.of(first)),
                settledBefore);
    }

    AuditReport audit(Audit.Sources sources, @Nullable Instant settledBefore) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Audit(sources, books(), PROPERTIES, SAGA_TIMEOUT, clock).run(settledBefore);
    }

    ChargeSource charges() {
        return new ChargeSource(providerBook(PROPERTIES.pageRows()));
    }

    /** Pages by position, so that a fact told twice is never lost between two pages. */
    record MemorySource<F extends Fact>(String name, List<F> facts, int pageRows) implements Source<F> {

        @Override
        public Page<F> page(IdRange range, @Nullable String cursor) {
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            int to = Math.min(from + pageRows, facts.size());
            return new Page<>(facts.subList(from, to), List.of(), to == facts.size() ? null : Integer.toString(to));
        }

        @Override
        public List<F> of(UUID orderId) {
            return facts.stream().filter(fact -> fact.orderId().equals(orderId)).toList();
        }
    }
}
