package dev.bulwark.contracts.inventory;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/** Nothing is reserved for the order any more, whether or not anything ever was. */
@MessageType("inventory.stock-released.v1")
public record StockReleased(UUID orderId) implements OrderMessage {}
