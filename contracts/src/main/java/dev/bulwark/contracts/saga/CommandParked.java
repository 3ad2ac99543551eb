package dev.bulwark.contracts.saga;

import java.util.UUID;

import dev.bulwark.contracts.MessageType;
import dev.bulwark.contracts.OrderMessage;
import org.jspecify.annotations.Nullable;

/**
 * A participant parked a command of the order's saga: there is no answer before an operator acts, and then comes
 * {@link CommandUnparked}.
 *
 * @param step the command's {@link dev.bulwark.contracts.MessageHeaders#STEP}
 * @param service the participant's name under {@code /ops}
 * @param deadLetter the command's name among the service's dead letters
 * @param command the command's {@link MessageType}
 * @param cause why it can't be handled; absent if it only waits behind an earlier message of its key
 */
@MessageType("saga.command-parked.v1")
public record CommandParked(
        UUID orderId,
        String step,
        String service,
        String deadLetter,
        String command,
        @Nullable String cause) implements OrderMessage {}
