package dev.bulwark.contracts.inventory;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/** All lines are set aside for the order. */
@MessageType("inventory.stock-reserved.v1")
public record StockReserved(UUID orderId) implements OrderMessage {}
