package dev.bulwark.order.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The state of an order. Every state but {@link None} contains the event that placed it. */
public sealed interface OrderState {

    /** Nothing is recorded under this id. */
    record None() implements OrderState {}

    /** There is an order. */
    sealed interface Existing extends OrderState {

        OrderEvent.Placed placed();

        OrderStatus status();

        /** When this state was entered. */
        Instant since();

        default @Nullable Payment payment() {
            return null;
        }

        default @Nullable Shipment shipment() {
            return null;
        }
    }

    /** The saga is at work. */
    record Pending(OrderEvent.Placed placed) implements Existing {

        @Override
        public OrderStatus status() {
            return OrderStatus.PENDING;
        }

        @Override
        public Instant since() {
            return placed.at();
        }
    }

    /** The customer requested the cancellation; the saga compensates. */
    record CancelRequested(OrderEvent.Placed placed, Instant since) implements Existing {

        @Override
        public OrderStatus status() {
            return OrderStatus.PENDING;
        }
    }

    /** @param payment null for an order that costs nothing */
    record Confirmed(OrderEvent.Placed placed, @Nullable Payment payment, Shipment shipment, Instant since)
            implements Existing {

        @Override
        public OrderStatus status() {
            return OrderStatus.CONFIRMED;
        }
    }

    record Rejected(
            OrderEvent.Placed placed,
            Rejection rejection,
            @Nullable Payment payment,
            @Nullable Shipment shipment,
            Instant since)
            implements Existing {

        @Override
        public OrderStatus status() {
            return OrderStatus.REJECTED;
        }
    }

    record Cancelled(
            OrderEvent.Placed placed,
            @Nullable Payment payment,
            @Nullable Shipment shipment,
            Instant since) implements Existing {

        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }
    }
}
