package dev.bulwark.shipping.domain;

import java.util.Objects;
import java.util.UUID;

/**
 * What is to be sent, fixed when the shipment begins. Where to is none of the domain's business: it is sealed.
 *
 * @param pieces above zero
 */
public record Consignment(UUID shipmentId, String customerId, int pieces) {

    public Consignment {
        Objects.requireNonNull(customerId, "a shipment belongs to a customer");
        if (pieces <= 0) {
            throw new IllegalArgumentException("a shipment has pieces, not " + pieces);
        }
    }
}
