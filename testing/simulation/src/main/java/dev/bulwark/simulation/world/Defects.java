package dev.bulwark.simulation.world;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.contracts.Topics;
import dev.bulwark.platform.messaging.IncomingMessage;

/** Commands of sagas that a participant fails on, each time, until an operator has them handled again or throws them away. */
final class Defects {

    private final World world;
    private final Set<UUID> messages = new HashSet<>();

    Defects(World world) {
        this.world = world;
    }

    boolean meets(IncomingMessage message) {
        if (!Topics.carriesCommands(message.topic()) || world.isPoisoned(message)) {
            return false;
        }
        return causes(message.id()) || (world.chaos().strikes(Fault.DEFECT) && messages.add(message.id()));
    }

    boolean causes(UUID message) {
        return messages.contains(message);
    }
}
