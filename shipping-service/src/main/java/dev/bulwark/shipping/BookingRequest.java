package dev.bulwark.shipping;

/**
 * A pick-up to be booked.
 *
 * @param reference by which the carrier recognises a repetition, and a cancellation
 * @param pieces above zero
 */
public record BookingRequest(String reference, Address address, int pieces) {}
