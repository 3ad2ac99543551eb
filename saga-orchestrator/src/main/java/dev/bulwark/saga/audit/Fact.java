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
     * @param version of its stream
     * @param digest of its document as the log folds to it; null while pending
     * @param endedAt null while pending
     */
    record Order(
            UUID orderId,
            OrderStatus status,
            Amount total,
            @Nullable Part payment,
            @Nullable Part shipment,
            long version,
            @Nullable String digest,
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

    /**
     * What order-service says of an order whose log has a hole: nothing but that.
     *
     * @param lacks the first version that is missing
     */
    record BrokenLog(UUID orderId, long lacks) implements Fact {}

    /**
     * What the order view says.
     *
     * @param version of the order's stream as far as it has come; 0 where its placing is missing
     * @param digest of the document it shows; null while the order is pending there
     * @param heldFrom the lowest version that came too early and waits; null if none does
     * @param updatedAt null where there is no document
     * @param paymentVersion how many events of the payment's own stream it has seen
     * @param shipmentVersion the same of the shipment's
     */
    record View(
            UUID orderId,
            long version,
            @Nullable String digest,
            @Nullable Long heldFrom,
            @Nullable Instant updatedAt,
            long paymentVersion,
            long shipmentVersion)
            implements Fact {}

    /**
     * Our own row.
     *
     * @param helpedAt when an operator last intervened, or when it last ceased to be stuck; null if neither ever happened
     * @param abandoned set if one of them gave the undo up
     */
    record Saga(
            UUID orderId,
            Phase phase,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String stuckReason,
            @Nullable Instant helpedAt,
            @Nullable Abandoned abandoned)
            implements Fact {

        /** As most are: nobody ever intervened, and it was never stuck. */
        Saga(UUID orderId, Phase phase, Instant startedAt, @Nullable Instant endedAt, @Nullable String stuckReason) {
            this(orderId, phase, startedAt, endedAt, stuckReason, null, null);
        }

        /** Who gave it up, when and why. */
        record Abandoned(String operator, String reason, Instant at) {}

        /** From when on it has had its chance: its beginning, or the last time somebody helped. */
        Instant livesSince() {
            return helpedAt == null ? startedAt : helpedAt;
        }
    }

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
     * @param version number of events published about it
     * @param settledAt null while the provider owes an answer
     */
    record Payment(
            UUID orderId,
            @Nullable UUID paymentId,
            PaymentStatus status,
            long captured,
            long refunded,
            long operatorRefunded,
            long version,
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
     * @param version number of events published about it
     * @param settledAt null while the carrier owes an answer
     */
    record Shipment(
            UUID orderId,
            @Nullable UUID shipmentId,
            ShipmentStatus status,
            long version,
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
