package dev.bulwark.shipping.messaging;

import java.util.UUID;

import dev.bulwark.contracts.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the carrier, with what is needed to write down the answer. Stored as JSON while it is open, so the
 * address is in it only sealed.
 *
 * @param step the saga's step: the carrier's reference
 * @param personalData null for cancellations
 * @param pieces 0 for cancellations
 */
public record CarrierRequest(
        Kind kind,
        UUID orderId,
        String saga,
        String step,
        @Nullable Sealed personalData,
        int pieces) {

    public enum Kind {
        BOOK,
        CANCEL
    }

    /** Unique among what can be open: one booking and one cancellation a step. */
    String intentId() {
        return switch (kind) {
            case BOOK -> step + ":book";
            case CANCEL -> step + ":cancel";
        };
    }
}
