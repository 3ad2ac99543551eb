package dev.bulwark.order.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What happened to an order. Folding a stream of these yields everything that the API shows of it. */
public sealed interface OrderEvent {

    Instant at();

    /**
     * The customer ordered.
     *
     * @param personalData address and note, sealed
     */
    record Placed(
            OrderId orderId,
            String customerId,
            List<OrderLine> lines,
            Money total,
            String paymentMethod,
            SealedText personalData,
            Instant at)
            implements OrderEvent {

        public Placed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * From here on a confirmation is refused.
     *
     * @param reason the customer's words, sealed, for people write names into them
     */
    record CancelRequested(@Nullable SealedText reason, Instant at) implements OrderEvent {}

    /** @param payment null for an order that costs nothing */
    record Confirmed(@Nullable Payment payment, Shipment shipment, Instant at) implements OrderEvent {}

    record Rejected(
            Rejection rejection,
            @Nullable Payment payment,
            @Nullable Shipment shipment,
            Instant at) implements OrderEvent {}

    record Cancelled(@Nullable Payment payment, @Nullable Shipment shipment, Instant at) implements OrderEvent {}
}
