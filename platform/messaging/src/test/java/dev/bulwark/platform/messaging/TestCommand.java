package dev.bulwark.platform.messaging;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;

/** A command that may have any key, unlike those of the contracts. */
@MessageType("inventory.release-stock.v1")
public record TestCommand(UUID orderId) {}
