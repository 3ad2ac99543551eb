package dev.bulwark.contracts.saga;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;

/**
 * A command of the order's saga that was parked is parked no longer. Redriven, it is answered now or soon; discarded, it never is.
 *
 * @param step the command's {@link dev.bulwark.contracts.MessageHeaders#STEP}
 * @param service the participant's name under {@code /ops}
 * @param deadLetter the name the command had among the service's dead letters
 * @param command the command's {@link MessageType}
 * @param outcome {@code REDRIVEN} or {@code DISCARDED}
 */
@MessageType("saga.command-unparked.v1")
public record CommandUnparked(
        UUID orderId, String step, String service, String deadLetter, String command, String outcome)
        implements OrderMessage {}
