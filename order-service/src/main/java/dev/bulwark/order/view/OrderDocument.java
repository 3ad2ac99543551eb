package dev.bulwark.order.view;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import dev.bulwark.order.domain.Money;
import dev.bulwark.order.domain.OrderEvent;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderLine;
import dev.bulwark.order.domain.OrderState;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.Payment;
import dev.bulwark.order.domain.Rejection;
import dev.bulwark.order.domain.SealedText;
import dev.bulwark.order.domain.Shipment;
import dev.bulwark.order.log.StoredOrder;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is shown, from the view or from the log; personal data is still sealed.
 *
 * @param version of the order's stream
 * @param revision what the document depends on: the stream's version, and while the order is pending the versions of payment and
 *     shipment after it where there are any. Equal revisions of an order mean equal documents, wherever they come from.
 */
public record OrderDocument(
        OrderId id,
        String customerId,
        OrderStatus status,
        List<OrderLine> lines,
        Money total,
        SealedText personalData,
        @Nullable Payment payment,
        @Nullable Shipment shipment,
        @Nullable Rejection rejection,
        Instant placedAt,
        Instant updatedAt,
        long version,
        String revision) {

    /** Two different documents of one order look the same once in 2⁶⁴ times. */
    private static final int DIGEST_BYTES = 8;

    /**
     * Stands for all of it, in 16 hexadecimal digits. Only digests made by the same version of this code compare.
     */
    public String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JRE has it
        }
    }

    /** The order as folded from the log, or null where there is none. It lacks progress that only other services announced. */
    public static @Nullable OrderDocument of(StoredOrder stored) {
        return stored.state() instanceof OrderState.Existing state ? of(stored.id(), state, stored.version()) : null;
    }

    /** The order in a state that its log led to. */
    public static OrderDocument of(OrderId id, OrderState.Existing state, long version) {
        OrderEvent.Placed placed = state.placed();
        return new OrderDocument(
                id,
                placed.customerId(),
                state.status(),
                placed.lines(),
                placed.total(),
                placed.personalData(),
                state.payment(),
                state.shipment(),
                state instanceof OrderState.Rejected rejected ? rejected.rejection() : null,
                placed.at(),
                state.since(),
                version,
                Long.toString(version));
    }
}
