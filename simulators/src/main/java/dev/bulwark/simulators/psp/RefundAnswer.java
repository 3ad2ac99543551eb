package dev.bulwark.simulators.psp;

import java.util.UUID;

/** How a call to refund ends. */
sealed interface RefundAnswer {

    /** The money is given back, by this call or an earlier one of the same key. */
    record Refunded(UUID id) implements RefundAnswer {}

    /** The refund's key was used for another charge or amount. */
    record KeyReused() implements RefundAnswer {}

    /** Only {@code left} of the capture has not been given back yet. */
    record TooMuch(long left) implements RefundAnswer {}

    /** The charge is unknown, declined or voided. */
    record NothingCaptured() implements RefundAnswer {}
}
