package dev.bulwark.saga.audit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.bulwark.saga.audit.Fact.Order.OrderStatus;
import dev.bulwark.saga.audit.Fact.Payment.PaymentStatus;
import dev.bulwark.saga.audit.Fact.Reservation.ReservationStatus;
import dev.bulwark.saga.audit.Fact.Shipment.ShipmentStatus;
import dev.bulwark.saga.domain.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.bulwark.saga.audit.Invariant.I1;
import static dev.bulwark.saga.audit.Invariant.I2;
import static dev.bulwark.saga.audit.Invariant.I3;
import static dev.bulwark.saga.audit.Invariant.I4;
import static dev.bulwark.saga.audit.Invariant.I5;
import static dev.bulwark.saga.audit.Invariant.I6;
import static dev.bulwark.saga.audit.Invariant.I7;
import static dev.bulwark.saga.audit.Invariant.I8;
import static dev.bulwark.saga.audit.Invariant.I9;
import static org.assertj.core.api.Assertions.assertThat;

/** The checker proves itself: each way in which a sound world can be spoilt is planted, and found under its name and no other. */
class AuditCorruptionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /** @param plant spoils the world and returns the id that must be found */
    record Corruption(String name, Set<Invariant> found, Function<SampleWorld, Object> plant) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("corruptions")
    void is_found_and_named(Corruption corruption) {
        SampleWorld world = world();
        String id = corruption.plant().apply(world).toString();

        AuditReport report = world.audit();

        assertThat(report.ok()).isFalse();
        assertThat(report.counts().keySet()).isEqualTo(corruption.found());
        assertThat(report.findings()).allSatisfy(finding -> {
            assertThat(finding.detail()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
        for (Invariant invariant : corruption.found()) {
            assertThat(report.findings()).anyMatch(f -> f.invariant() == invariant && f.id().contains(id));
        }
    }

    @Test
    void a_world_that_nobody_spoilt_is_sound() {
        AuditReport report = world().audit();
        assertThat(report.findings()).isEmpty();
        assertThat(report.ok()).isTrue();
    }

    @Test
    void no_invariant_is_without_a_corruption() {
        assertThat(corruptions().flatMap(corruption -> corruption.found().stream()))
                .containsAll(EnumSet.allOf(Invariant.class));
    }

    private static SampleWorld world() {
        SampleWorld world = new SampleWorld(NOW);
        for (int i = 0; i < 5; i++) {
            world.confirmed(60 + i);
            world.rejected(60 + i);
            world.cancelled(60 + i);
            world.pending(10 + i);
        }
        return world;
    }

    private static Corruption corruption(String name, List<Invariant> found, Function<SampleWorld, Object> plant) {
        return new Corruption(name, EnumSet.copyOf(found), plant);
    }

    static Stream<Corruption> corruptions() {
        return Stream.of(life(), money(), stock(), steps(), view(), messages(), keys())
                .flatMap(List::stream);
    }

    private static List<Corruption> life() {
        return List.of(
                corruption("an order is lost", List.of(I1, I6, I9), world -> {
                    UUID order = world.confirmed(60);
                    world.remove(Fact.Order.class, order);
                    return order;
                }),
                corruption("a saga is lost", List.of(I1), world -> {
                    UUID order = world.rejected(60);
                    world.remove(Fact.Saga.class, order);
                    return order;
                }),
                corruption("an order waits for a saga that never began", List.of(I1), world -> {
                    UUID order = world.pending(400);
                    world.remove(Fact.Saga.class, order);
                    return order;
                }),
                corruption("an order waits behind a stuck saga", List.of(I1), world -> {
                    UUID order = world.pending(400);
                    world.change(
                            Fact.Saga.class,
                            order,
                            s -> new Fact.Saga(order, Phase.REFUNDING_PAYMENT, s.startedAt(), null, "no answer"));
                    return order;
                }),
                corruption("a saga ended and its order did not", List.of(I1), world -> {
                    UUID order = world.pending(20);
                    world.change(
                            Fact.Saga.class,
                            order,
                            s -> new Fact.Saga(order, Phase.CONFIRMED, s.startedAt(), world.ago(10), null));
                    return order;
                }),
                corruption("order and saga ended differently", List.of(I1), world -> {
                    UUID order = world.confirmed(60);
                    world.change(
                            Fact.Saga.class,
                            order,
                            s -> new Fact.Saga(order, Phase.REJECTED, s.startedAt(), s.endedAt(), null));
                    return order;
                }),
                corruption("an abandoned saga's order ended otherwise", List.of(I1), world -> {
                    UUID order = world.abandoned(60, "by hand");
                    world.change(
                            Fact.Order.class,
                            order,
                            o -> new Fact.Order(
                                    order,
                                    OrderStatus.CANCELLED,
                                    o.total(),
                                    o.payment(),
                                    o.shipment(),
                                    o.version(),
                                    o.digest(),
                                    o.placedAt(),
                                    o.endedAt()));
                    return order;
                }),
                corruption("a saga is open for too long", List.of(I4), world -> world.pending(181)),
                corruption("both are open for too long", List.of(I1, I4), world -> world.pending(361)));
    }

    private static List<Corruption> money() {
        return List.of(
                corruption("a confirmed order was given back", List.of(I2), world -> {
                    UUID order = world.confirmed(60);
                    payment(world, order, PaymentStatus.REFUNDED, SampleWorld.TOTAL, SampleWorld.TOTAL);
                    world.charge(order, SampleWorld.TOTAL, SampleWorld.TOTAL);
                    return order;
                }),
                corruption("a rejected order was not given back", List.of(I2), world -> {
                    UUID order = world.rejected(60);
                    payment(world, order, PaymentStatus.CHARGED, SampleWorld.TOTAL, 0);
                    world.charge(order, SampleWorld.TOTAL, 0);
                    return order;
                }),
                corruption("a cancelled order's refund never ends", List.of(I2), world -> {
                    UUID order = world.cancelled(301);
                    Fact.Payment p = world.find(Fact.Payment.class, order);
                    world.remove(Fact.Payment.class, order);
                    world.add(new Fact.Payment(
                            order, p.paymentId(), PaymentStatus.REFUNDING, SampleWorld.TOTAL, 0, 0, 0, null));
                    return order;
                }),
                corruption("a payment is lost", List.of(I2), world -> {
                    UUID order = world.confirmed(60);
                    world.remove(Fact.Payment.class, order);
                    return order;
                }),
                corruption("the provider gave back what we don't know of", List.of(I2), world -> {
                    UUID order = world.confirmed(60);
                    world.charge(order, SampleWorld.TOTAL, 1);
                    return order;
                }),
                corruption("the provider gave an abandoned order back, and we don't know", List.of(I2), world -> {
                    UUID order = world.abandoned(60, "by hand");
                    world.charge(order, SampleWorld.TOTAL, SampleWorld.TOTAL);
                    return order;
                }),
                corruption("the provider never captured", List.of(I2), world -> {
                    UUID order = world.confirmed(60);
                    world.charges.removeIf(entry -> entry.key().startsWith(order.toString()));
                    return order;
                }),
                corruption("the provider captured another currency", List.of(I2), world -> {
                    UUID order = world.confirmed(60);
                    world.charges.removeIf(entry -> entry.key().startsWith(order.toString()));
                    world.charges.add(
                            new ProviderBook.Entry(order + ":payment", order.toString(), "USD", SampleWorld.TOTAL, 0));
                    return order;
                }),
                corruption("the provider captured under a key of nobody", List.of(I2), world -> {
                    world.charges.add(new ProviderBook.Entry("by-hand", "by-hand", "EUR", 1, 0));
                    return "by-hand";
                }),
                corruption("the ledger doesn't sum to zero", List.of(I2), world -> {
                    world.ledger = new Books.Ledger(5, List.of(), List.of(), 7);
                    return "ledger";
                }),
                corruption("a journal doesn't balance", List.of(I2), world -> {
                    UUID journal = world.id();
                    world.ledger = new Books.Ledger(0, List.of(new Books.Ledger.Unbalanced(journal, -3)), List.of(), 7);
                    return journal;
                }),
                corruption("a payment isn't what the ledger booked", List.of(I2), world -> {
                    UUID order = world.id();
                    world.ledger = new Books.Ledger(
                            0, List.of(), List.of(new Books.Ledger.Mismatch(order, 1, 0, 0, 2, 0, 0)), 7);
                    return order;
                }));
    }

    private static void payment(SampleWorld world, UUID order, PaymentStatus status, long captured, long refunded) {
        world.change(
                Fact.Payment.class,
                order,
                p -> new Fact.Payment(order, p.paymentId(), status, captured, refunded, 0, 0, p.settledAt()));
    }

    private static List<Corruption> stock() {
        return List.of(
                corruption("stock of a confirmed order was released", List.of(I3), world -> {
                    UUID order = world.confirmed(60);
                    reservation(world, order, ReservationStatus.RELEASED);
                    return order;
                }),
                corruption("stock of a confirmed order was never reserved", List.of(I3), world -> {
                    UUID order = world.confirmed(60);
                    world.remove(Fact.Reservation.class, order);
                    return order;
                }),
                corruption("stock of a confirmed order stays reserved", List.of(I3), world -> {
                    UUID order = world.confirmed(31);
                    reservation(world, order, ReservationStatus.RESERVED);
                    return order;
                }),
                corruption("stock of a cancelled order stays reserved", List.of(I3), world -> {
                    UUID order = world.cancelled(60);
                    reservation(world, order, ReservationStatus.RESERVED);
                    return order;
                }),
                corruption("stock doesn't balance", List.of(I3), world -> {
                    world.stock =
                            new Books.Stock(100, List.of(new Books.Stock.Flaw("SKU-0001", "4 on hand, but 3")), null);
                    return "SKU-0001";
                }));
    }

    private static void reservation(SampleWorld world, UUID order, ReservationStatus status) {
        world.change(Fact.Reservation.class, order, r -> new Fact.Reservation(order, status, r.settledAt()));
    }

    private static List<Corruption> steps() {
        return List.of(
                corruption("an order is shipped twice", List.of(I5), world -> {
                    UUID order = world.confirmed(60);
                    world.add(new Fact.Shipment(order, world.id(), ShipmentStatus.SCHEDULED, 0, world.ago(60)));
                    return order;
                }),
                corruption("an order is charged twice", List.of(I2, I5), world -> {
                    UUID order = world.confirmed(60);
                    world.charges.add(new ProviderBook.Entry(
                            order + ":payment-again", order.toString(), "EUR", SampleWorld.TOTAL, 0));
                    return order;
                }),
                corruption("a confirmed order's shipment was cancelled", List.of(I5), world -> {
                    UUID order = world.confirmed(60);
                    shipment(world, order, ShipmentStatus.CANCELLED);
                    return order;
                }),
                corruption("a rejected order is shipped", List.of(I5), world -> {
                    UUID order = world.rejected(60);
                    shipment(world, order, ShipmentStatus.SCHEDULED);
                    return order;
                }),
                corruption("a cancelled order's shipment is still being cancelled", List.of(I5), world -> {
                    UUID order = world.cancelled(301);
                    world.change(
                            Fact.Shipment.class,
                            order,
                            s -> new Fact.Shipment(order, world.id(), ShipmentStatus.CANCELLING, 0, null));
                    return order;
                }),
                corruption("a shipment is lost", List.of(I5), world -> {
                    UUID order = world.confirmed(60);
                    world.remove(Fact.Shipment.class, order);
                    return order;
                }),
                corruption("an undone order's payment is lost", List.of(I2, I5), world -> {
                    UUID order = world.cancelled(60);
                    world.remove(Fact.Payment.class, order);
                    return order;
                }),
                corruption("an order names another payment", List.of(I5), world -> {
                    UUID order = world.confirmed(60);
                    world.change(
                            Fact.Order.class,
                            order,
                            o -> new Fact.Order(
                                    order,
                                    OrderStatus.CONFIRMED,
                                    o.total(),
                                    new Fact.Order.Part(world.id()),
                                    o.shipment(),
                                    o.version(),
                                    o.digest(),
                                    o.placedAt(),
                                    o.endedAt()));
                    return order;
                }));
    }

    private static void shipment(SampleWorld world, UUID order, ShipmentStatus status) {
        world.change(
                Fact.Shipment.class, order, s -> new Fact.Shipment(order, s.shipmentId(), status, 0, s.settledAt()));
    }

    private static List<Corruption> view() {
        return List.of(
                corruption("the view shows another document", List.of(I6), world -> {
                    UUID order = world.cancelled(60);
                    shown(world, order, v -> new Fact.View(order, 2, "another", null, v.updatedAt(), 0, 0));
                    return order;
                }),
                corruption("the view shows an ended order as pending", List.of(I6), world -> {
                    UUID order = world.confirmed(60);
                    shown(world, order, v -> new Fact.View(order, 2, null, null, v.updatedAt(), 0, 0));
                    return order;
                }),
                corruption("the view knows more than the log", List.of(I6), world -> {
                    UUID order = world.confirmed(60);
                    shown(world, order, v -> new Fact.View(order, 3, v.digest(), null, v.updatedAt(), 0, 0));
                    return order;
                }),
                corruption("the view shows an order that never was", List.of(I6), world -> {
                    UUID order = world.id();
                    world.add(new Fact.View(order, 1, null, null, world.ago(6), 0, 0));
                    return order;
                }),
                corruption("the view lacks an order", List.of(I7), world -> {
                    UUID order = world.confirmed(31);
                    world.remove(Fact.View.class, order);
                    return order;
                }),
                corruption("the view lacks a pending order", List.of(I7), world -> {
                    UUID order = world.pending(31);
                    world.remove(Fact.View.class, order);
                    return order;
                }),
                corruption("the view lacks an event of a payment", List.of(I7), world -> {
                    UUID order = world.confirmed(31);
                    world.change(
                            Fact.Payment.class,
                            order,
                            p -> new Fact.Payment(
                                    order, p.paymentId(), p.status(), p.captured(), 0, 0, 1, p.settledAt()));
                    return order;
                }),
                corruption("the view lacks an event of a shipment", List.of(I7), world -> {
                    UUID order = world.confirmed(31);
                    world.change(
                            Fact.Shipment.class,
                            order,
                            s -> new Fact.Shipment(order, s.shipmentId(), s.status(), 2, s.settledAt()));
                    shown(world, order, v -> new Fact.View(order, 2, v.digest(), null, v.updatedAt(), 0, 1));
                    return order;
                }),
                corruption("the view waits for a version that doesn't come", List.of(I7), world -> {
                    UUID order = world.confirmed(31);
                    shown(world, order, v -> new Fact.View(order, 1, null, 3L, v.updatedAt(), 0, 0));
                    return order;
                }));
    }

    private static void shown(SampleWorld world, UUID order, java.util.function.UnaryOperator<Fact.View> change) {
        world.change(Fact.View.class, order, change);
    }

    private static List<Corruption> messages() {
        return List.of(
                corruption("an outbox doesn't drain", List.of(I8), world -> {
                    world.outboxes = List.of(new Books.Outbox("payment-service", 3, 61, 0));
                    return "payment-service";
                }),
                corruption("a key of an outbox is blocked", List.of(I8), world -> {
                    world.outboxes = List.of(new Books.Outbox("order-service", 0, 0, 1));
                    return "order-service";
                }),
                corruption("a command came from a transaction that was rolled back", List.of(I8), world -> {
                    UUID order = world.id();
                    world.add(new Fact.Reservation(order, ReservationStatus.RESERVED, world.ago(6)));
                    return order;
                }));
    }

    private static List<Corruption> keys() {
        return List.of(
                corruption("two keys made one order", List.of(I9), world -> {
                    UUID order = world.confirmed(60);
                    effect(world, order, 2);
                    return order;
                }),
                corruption("one key made two orders", List.of(I9), world -> {
                    UUID order = world.confirmed(60);
                    world.effects.removeIf(effect -> effect.effect().endsWith(order.toString()));
                    return order;
                }),
                corruption("an acknowledged order is nowhere", List.of(I9), world -> {
                    UUID order = world.id();
                    effect(world, order, 1);
                    return order;
                }),
                corruption("a key was answered with what is no order", List.of(I9), world -> {
                    world.effects.add(new KeyBook.Effect("/api/v1/orders/none", 1, world.ago(60)));
                    return "/api/v1/orders/none";
                }));
    }

    private static void effect(SampleWorld world, UUID order, long keys) {
        String path = "/api/v1/orders/" + order;
        world.effects.removeIf(effect -> effect.effect().equals(path));
        world.effects.add(new KeyBook.Effect(path, keys, world.ago(60)));
    }
}
