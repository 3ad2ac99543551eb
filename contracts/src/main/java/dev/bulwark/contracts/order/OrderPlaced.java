package dev.bulwark.contracts.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.Money;
import dev.bulwark.contracts.OrderMessage;
import dev.bulwark.contracts.Sealed;

/**
 * A customer placed an order; the saga begins.
 *
 * @param personalData the sealed {@link PersonalData} of this order
 */
@MessageType("order.placed.v1")
public record OrderPlaced(
        UUID orderId,
        String customerId,
        List<OrderItem> items,
        Money total,
        String paymentMethod,
        Sealed personalData,
        Instant placedAt)
        implements OrderMessage {}
