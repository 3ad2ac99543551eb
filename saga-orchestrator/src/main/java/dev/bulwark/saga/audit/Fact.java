package dev.bulwark.saga.audit;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.saga.domain.Phase;
import org.jspecify.annotations.Nullable;

/** What one source says of one order. The components are named as the services write them; amounts are minor units. */
sealed interface Fact {

    UUID orderId();

    /**
     * What order-service says.
     *
     * @param endedAt null while pending
     */
    record Order(
            UUID orderId,
            OrderStatus status,
            Amount total,
            @Nullable Part payment,
            @Nullable Part shipment,
            Instant placedAt,
            @Nullable Instant endedAt)
            implements Fact {

        enum OrderStatus {
            PENDING,
            CONFIRMED,
            REJECTED,
            CANCELLED
        }

        record Amount(long amount, String currency) {}

        /** @param id null where it was never known */
        record Part(@Nullable UUID id) {}

        boolean isConfirmed() {
            return status == OrderStatus.CONFIRMED;
        }

        /** Whether it has ended, and before that moment. */
        boolean endedBefore(Instant moment) {
            return endedAt != null && endedAt.isBefore(moment);
        }
    }

    /** Our own row. */
    record Saga(
            UUID orderId,
            Phase phase,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String stuckReason) implements Fact {}

    /** What inventory-service decided about the stock. */
    record Reservation(UUID orderId, ReservationStatus status, Instant settledAt) implements Fact {

        enum ReservationStatus {
            RESERVED,
            REFUSED,
            RELEASED,
            COMMITTED,
            TOMBSTONE
        }
    }

    /**
     * What payment-service says.
     *
     * @param refunded all that was given back, {@code operatorRefunded} among it
     * @param settledAt null while the provider owes an answer
     */
    record Payment(
            UUID orderId,
            @Nullable UUID paymentId,
            PaymentStatus status,
            long captured,
            long refunded,
            long operatorRefunded,
            @Nullable Instant settledAt)
            implements Fact {

        enum PaymentStatus {
            REQUESTED,
            CHARGED,
            REFUSED,
            VOIDING,
            VOIDED,
            REFUNDING,
            REFUNDED,
            TOMBSTONE;

            /** Whether the saga's own step is under way; what else is unsettled is an operator's refund. */
            boolean isUnderWay() {
                return this == REQUESTED || this == VOIDING || this == REFUNDING;
            }
        }
    }

    /**
     * What shipping-service says.
     *
     * @param settledAt null while the carrier owes an answer
     */
    record Shipment(
            UUID orderId,
            @Nullable UUID shipmentId,
            ShipmentStatus status,
            @Nullable Instant settledAt) implements Fact {

        enum ShipmentStatus {
            REQUESTED,
            SCHEDULED,
            REFUSED,
            CANCELLING,
            CANCELLED,
            TOMBSTONE
        }
    }

    /**
     * What the payment provider's book says under the key of our step.
     *
     * @param currency null where nothing was ever charged
     */
    record Charge(UUID orderId, @Nullable String currency, long captured, long refunded) implements Fact {}

    /** What the stored answers say: so many idempotency keys were answered with this order, the last at that time. */
    record Key(UUID orderId, long keys, Instant storedAt) implements Fact {}
}
