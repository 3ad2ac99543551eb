package dev.bulwark.inventory.domain;

import java.util.List;

/**
 * What follows from one command.
 *
 * @param reservation its state from now on; equal to the state before where nothing changes
 * @param moved the stock rows that change, as they are from now on
 * @param answer what the one who asked is told
 */
public record Decision(Reservation reservation, List<Stock> moved, Answer answer) {}
