package dev.bulwark.contracts.order;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/**
 * The order will not be confirmed any more; the saga undoes its steps. An answer only, no event.
 *
 * @param code {@code cancel_requested}, or the terminal status in lower case
 */
@MessageType("order.confirm-refused.v1")
public record ConfirmRefused(UUID orderId, String code) implements OrderMessage {}
