package dev.bulwark.acceptance.client;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** An order as the contract shows it; payment, shipment and rejection are null while there is none. */
public record Order(
        String id,
        String customerId,
        String status,
        List<Line> items,
        Money total,
        NewOrder.Address shippingAddress,
        @Nullable Payment payment,
        @Nullable Shipment shipment,
        @Nullable Rejection rejection,
        Instant placedAt,
        Instant updatedAt,
        long version) {

    public record Line(String sku, String name, int quantity, Money unitPrice, Money lineTotal) {}

    public record Payment(
            String id, String status, @Nullable String reason) {}

    public record Shipment(
            String id,
            String status,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String eta) {}

    public record Rejection(
            String step, String code, @Nullable String detail) {}

    public boolean ended() {
        return !status.equals("PENDING");
    }
}
