package dev.bulwark.order.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The commands of an order. {@code now} is the moment of the command: the decider has no clock. */
public sealed interface OrderCommand {

    Instant now();

    /** By the customer. The total is computed from the lines, never taken from the command. */
    record Place(
            OrderId orderId,
            String customerId,
            List<OrderLine> lines,
            String paymentMethod,
            SealedText personalData,
            Instant now)
            implements OrderCommand {

        public Place {
            lines = List.copyOf(lines);
        }
    }

    /** By the customer, while the outcome is open. */
    record RequestCancel(@Nullable SealedText reason, Instant now) implements OrderCommand {}

    /**
     * By the saga: every step is done.
     *
     * @param payment null for an order that costs nothing
     */
    record Confirm(@Nullable Payment payment, Shipment shipment, Instant now) implements OrderCommand {}

    /** By the saga: a step failed, and everything is undone, or an operator gave that up. */
    record Reject(
            Rejection rejection,
            @Nullable Payment payment,
            @Nullable Shipment shipment,
            Instant now) implements OrderCommand {}

    /** By the saga: the customer asked, and everything is undone. */
    record Cancel(@Nullable Payment payment, @Nullable Shipment shipment, Instant now) implements OrderCommand {}
}
