package dev.bulwark.platform.messaging;

import java.util.List;
import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.inventory.StockLine;

/** Another command that may have any key. */
@MessageType("inventory.reserve-stock.v1")
public record TestReservation(UUID orderId, List<StockLine> lines) {}
