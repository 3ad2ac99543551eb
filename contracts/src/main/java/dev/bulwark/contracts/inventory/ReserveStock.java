package dev.bulwark.contracts.inventory;

import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/** Reserve all lines or none. Answered by {@link StockReserved} or {@link StockRefused}. */
@MessageType("inventory.reserve-stock.v1")
public record ReserveStock(UUID orderId, List<StockLine> lines) implements OrderMessage {}
