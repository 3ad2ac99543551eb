package dev.bulwark.saga.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.bulwark.saga.audit.Fact.Payment.PaymentStatus;
import dev.bulwark.saga.audit.Fact.Reservation.ReservationStatus;
import dev.bulwark.saga.audit.Fact.Shipment.ShipmentStatus;
import dev.bulwark.saga.domain.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuditTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final SampleWorld world = new SampleWorld(NOW);

    @Test
    void what_settled_is_examined_and_the_rest_is_in_flight() {
        world.confirmed(60);
        world.rejected(60);
        world.cancelled(6);
        world.confirmed(4);
        world.pending(100);

        AuditReport report = world.audit();

        assertThat(report.ok()).isTrue();
        assertThat(report.examined()).isEqualTo(3);
        assertThat(report.inFlight()).isEqualTo(2);
        assertThat(report.settledBefore()).isEqualTo(NOW.minusSeconds(5));
        assertThat(report.exceptions()).isEmpty();
    }

    @Test
    void the_moment_can_be_chosen_but_not_in_the_future() {
        UUID order = world.confirmed(3);
        world.remove(Fact.Shipment.class, order);
        List<Source<?>> sources = world.sources(3);

        assertThat(world.audit(sources, NOW.minusSeconds(4)).inFlight()).isEqualTo(1);
        assertThat(world.audit(sources, NOW.minusSeconds(2)).ok()).isFalse();
        assertThat(world.audit(sources, NOW.plusSeconds(60)).settledBefore()).isEqualTo(NOW);
    }

    @Test
    void stock_of_an_order_confirmed_just_now_may_still_be_reserved() {
        UUID order = world.confirmed(29);
        world.change(
                Fact.Reservation.class,
                order,
                r -> new Fact.Reservation(order, ReservationStatus.RESERVED, r.settledAt()));

        AuditReport report = world.audit();

        assertThat(report.ok()).isTrue();
        assertThat(report.inFlight()).isEqualTo(1);
    }

    @Test
    void the_view_may_lag_for_a_while() {
        UUID ended = world.confirmed(29);
        world.change(Fact.View.class, ended, v -> new Fact.View(ended, 1, null, null, v.updatedAt(), 0, 0));
        UUID placed = world.pending(29);
        world.remove(Fact.View.class, placed);

        AuditReport report = world.audit();

        assertThat(report.findings()).isEmpty();
        assertThat(report.inFlight()).isEqualTo(2);
    }

    @Test
    void an_operators_refund_is_no_fault_neither_done_nor_under_way() {
        UUID done = world.confirmed(900);
        world.change(
                Fact.Payment.class,
                done,
                p -> new Fact.Payment(
                        done, p.paymentId(), PaymentStatus.CHARGED, SampleWorld.TOTAL, 500, 500, 0, world.ago(10)));
        world.charge(done, SampleWorld.TOTAL, 500);
        UUID underWay = world.confirmed(900);
        world.change(
                Fact.Payment.class,
                underWay,
                p -> new Fact.Payment(
                        underWay, p.paymentId(), PaymentStatus.CHARGED, SampleWorld.TOTAL, 0, 0, 0, null));
        world.charge(underWay, SampleWorld.TOTAL, 500);

        AuditReport report = world.audit();

        assertThat(report.findings()).isEmpty();
        assertThat(report.examined()).isEqualTo(1);
        assertThat(report.inFlight()).isEqualTo(1);
    }

    @Test
    void a_confirmed_order_that_costs_nothing_has_no_payment() {
        UUID order = world.confirmed(60);
        world.remove(Fact.Payment.class, order);
        world.charges.clear();
        world.change(
                Fact.Order.class,
                order,
                o -> new Fact.Order(
                        order,
                        o.status(),
                        new Fact.Order.Amount(0, "EUR"),
                        null,
                        o.shipment(),
                        o.version(),
                        o.digest(),
                        o.placedAt(),
                        o.endedAt()));

        AuditReport report = world.audit();

        assertThat(report.findings()).isEmpty();
        assertThat(report.examined()).isEqualTo(1);
    }

    @Test
    void refusals_and_absent_effects_of_undone_orders_are_no_fault() {
        UUID order = world.rejected(60);
        world.change(
                Fact.Payment.class,
                order,
                p -> new Fact.Payment(order, p.paymentId(), PaymentStatus.REFUSED, 0, 0, 0, 0, p.settledAt()));
        world.charge(order, 0, 0);
        world.change(
                Fact.Shipment.class,
                order,
                s -> new Fact.Shipment(order, null, ShipmentStatus.REFUSED, 0, s.settledAt()));
        UUID early = world.cancelled(60);
        world.remove(Fact.Shipment.class, early);
        world.remove(Fact.Reservation.class, early);

        assertThat(world.audit().findings()).isEmpty();
    }

    @Test
    void what_an_operator_gave_up_is_an_exception_with_its_reason_and_what_it_left() {
        UUID order = world.abandoned(60, "the carrier is bankrupt");

        AuditReport report = world.audit();

        assertThat(report.findings()).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.examined()).isEqualTo(1);
        assertThat(report.exceptionCount()).isEqualTo(1);
        assertThat(report.exceptions()).singleElement().satisfies(excused -> {
            assertThat(excused.id()).isEqualTo(order.toString());
            assertThat(excused.operator()).isEqualTo("operator");
            assertThat(excused.reason()).isEqualTo("the carrier is bankrupt");
            assertThat(excused.at()).isEqualTo(world.ago(60));
            assertThat(excused.leftovers())
                    .containsExactly(
                            "the customer has paid 12990 EUR", "its stock is RESERVED", "its shipment is SCHEDULED");
        });
    }

    @Test
    void an_exception_stays_listed_when_its_leftovers_are_put_right() {
        UUID order = world.abandoned(60, "by hand");
        world.change(
                Fact.Payment.class,
                order,
                p -> new Fact.Payment(
                        order,
                        p.paymentId(),
                        PaymentStatus.REFUNDED,
                        SampleWorld.TOTAL,
                        SampleWorld.TOTAL,
                        0,
                        0,
                        p.settledAt()));
        world.charge(order, SampleWorld.TOTAL, SampleWorld.TOTAL);

        assertThat(world.audit().exceptions())
                .singleElement()
                .satisfies(excused -> assertThat(excused.leftovers())
                        .containsExactly("its stock is RESERVED", "its shipment is SCHEDULED"));
    }

    @Test
    void exceptions_are_counted_without_limit_and_kept_with_one() {
        for (int i = 0; i < Findings.MAX_EXCEPTIONS + 3; i++) {
            world.abandoned(60, "by hand");
        }

        AuditReport report = world.audit(world.sources(500), null);

        assertThat(report.ok()).isTrue();
        assertThat(report.exceptionCount()).isEqualTo(Findings.MAX_EXCEPTIONS + 3L);
        assertThat(report.exceptions()).hasSize(Findings.MAX_EXCEPTIONS);
    }

    @Test
    void a_saga_that_was_helped_has_its_time_again() {
        UUID order = world.pending(3_000);
        helped(order, 179);
        assertThat(world.audit().counts()).doesNotContainKey(Invariant.I4);
        helped(order, 181);
        assertThat(world.audit().counts()).containsKey(Invariant.I4);
    }

    private void helped(UUID order, long secondsAgo) {
        world.change(
                Fact.Saga.class,
                order,
                s -> new Fact.Saga(
                        order, Phase.REFUNDING_PAYMENT, s.startedAt(), null, null, world.ago(secondsAgo), null));
    }

    @Test
    void orders_older_than_their_keys_are_taken_as_they_are() {
        UUID order = world.confirmed(Duration.ofHours(48).toSeconds());
        world.effects.removeIf(effect -> effect.effect().endsWith(order.toString()));

        assertThat(world.audit().ok()).isTrue();
    }

    @Test
    void a_voided_key_that_no_payment_belongs_to_is_no_fault() {
        world.charges.add(new ProviderBook.Entry(world.id() + ":payment", null, null, 0, 0));

        AuditReport report = world.audit();

        assertThat(report.ok()).isTrue();
        assertThat(report.inFlight()).isZero();
    }

    @Test
    void what_only_looked_wrong_because_the_pages_are_of_different_moments_is_no_finding() {
        UUID order = world.confirmed(60);
        List<Source<?>> sources = new ArrayList<>(world.sources(3));
        Source<Fact.Payment> now = world.source(Fact.Payment.class, 3);
        world.change(
                Fact.Payment.class,
                order,
                p -> new Fact.Payment(order, p.paymentId(), PaymentStatus.REQUESTED, 0, 0, 0, 0, p.settledAt()));
        Source<Fact.Payment> before = world.source(Fact.Payment.class, 3);
        sources.removeIf(source -> source.name().equals("Payment"));
        sources.add(new Source<Fact.Payment>() {
            @Override
            public String name() {
                return "Payment";
            }

            @Override
            public Page<Fact.Payment> page(IdRange range, @Nullable String cursor) {
                return before.page(range, cursor);
            }

            @Override
            public List<Fact.Payment> of(UUID orderId) {
                return now.of(orderId);
            }
        });

        assertThat(world.audit(sources, null).findings()).isEmpty();
        assertThat(world.audit().ok()).as("as the pages said").isFalse();
    }

    @Test
    void findings_are_counted_without_limit_and_kept_with_one() {
        for (int i = 0; i < Findings.MAX_PER_INVARIANT + 20; i++) {
            world.remove(Fact.Shipment.class, world.confirmed(60));
        }
        world.outboxes = List.of(new Books.Outbox("order-service", 0, 0, 1));

        AuditReport report = world.audit();

        assertThat(report.counts())
                .containsEntry(Invariant.I5, Findings.MAX_PER_INVARIANT + 20L)
                .containsEntry(Invariant.I8, 1L);
        assertThat(report.findings()).hasSize(Findings.MAX_PER_INVARIANT + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void pages_of_any_size_tell_the_same(int pageRows) {
        for (int i = 0; i < 20; i++) {
            world.confirmed(60);
            world.cancelled(60);
            world.pending(20);
        }
        UUID twice = world.confirmed(60);
        world.add(new Fact.Shipment(twice, world.id(), ShipmentStatus.SCHEDULED, 0, world.ago(60)));

        AuditReport report = world.audit(world.sources(pageRows), null);

        assertThat(report.examined()).isEqualTo(41);
        assertThat(report.inFlight()).isEqualTo(20);
        assertThat(report.findings()).extracting(Finding::id).containsExactly(twice.toString());
    }

    @Test
    void a_source_that_is_away_ends_the_audit() {
        world.confirmed(60);
        List<Source<?>> sources = new ArrayList<>(world.sources(3));
        sources.add(new Source<Fact.Key>() {
            @Override
            public String name() {
                return "away";
            }

            @Override
            public Page<Fact.Key> page(IdRange range, @Nullable String cursor) {
                throw new IllegalStateException("away");
            }

            @Override
            public List<Fact.Key> of(UUID orderId) {
                return List.of();
            }
        });

        assertThatThrownBy(() -> world.audit(sources, null)).hasMessage("away");
    }

    @Test
    void a_source_out_of_order_is_not_believed() {
        UUID first = world.confirmed(60);
        UUID second = world.confirmed(60);
        List<Fact.Saga> backwards = new ArrayList<>(world.all(Fact.Saga.class)).reversed();
        List<Source<?>> sources = List.of(new SampleWorld.MemorySource<>("backwards", backwards, 1));

        assertThat(first).isNotEqualTo(second);
        assertThatThrownBy(() -> world.audit(sources, null)).hasMessageStartingWith("backwards told of");
    }

    @Test
    void ids_have_the_order_of_their_text() {
        UUID low = new UUID(1, -1);
        UUID high = new UUID(-1, 1);
        assertThat(UuidOrder.compare(low, high)).isNegative();
        assertThat(low.toString()).isLessThan(high.toString());
        assertThat(UuidOrder.before(new UUID(2, 0))).isEqualTo(new UUID(1, -1));
        assertThat(UuidOrder.before(new UUID(2, 5))).isEqualTo(new UUID(2, 4));
        assertThat(UuidOrder.before(new UUID(0, 0))).isEqualTo(new UUID(0, 0));
    }

    @Test
    void properties_say_what_is_allowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleWorld.properties(5_001))
                .withMessage("bulwark.audit.page-rows must be between 1 and 5000, not 5001");
    }
}
