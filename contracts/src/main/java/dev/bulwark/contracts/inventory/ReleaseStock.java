package dev.bulwark.contracts.inventory;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/** Compensates {@link ReserveStock}; before it, it leaves a tombstone. Answered by {@link StockReleased}. */
@MessageType("inventory.release-stock.v1")
public record ReleaseStock(UUID orderId) implements OrderMessage {}
