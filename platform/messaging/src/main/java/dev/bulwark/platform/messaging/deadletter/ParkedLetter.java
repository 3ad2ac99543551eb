package dev.bulwark.platform.messaging.deadletter;

/**
 * A message that has been parked.
 *
 * @param name as operators know it: {@code order-commands-42}
 */
public record ParkedLetter(String name, ParkedMessage parked) {}
