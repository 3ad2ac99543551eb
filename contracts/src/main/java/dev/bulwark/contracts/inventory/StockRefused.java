package dev.bulwark.contracts.inventory;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * Nothing was reserved, and nothing will be for this step.
 *
 * @param code {@code out_of_stock}, {@code unknown_product}, {@code expired} or {@code compensated} (the compensation came first)
 */
@MessageType("inventory.stock-refused.v1")
public record StockRefused(
        UUID orderId, String code, @Nullable String detail) implements OrderMessage {}
