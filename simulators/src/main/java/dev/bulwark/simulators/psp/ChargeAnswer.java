package dev.bulwark.simulators.psp;

/** How a call to charge ends. */
sealed interface ChargeAnswer {

    /** The decision that holds for the key. */
    record Decided(Charge charge) implements ChargeAnswer {}

    /** The key was decided for another order, amount or currency. */
    record KeyReused() implements ChargeAnswer {}

    /** The call failed and nothing is decided; it may be repeated. */
    record Unavailable() implements ChargeAnswer {}

    /** Nothing was said for as long as the PSP holds a line; the line is to be dropped. */
    record Silence() implements ChargeAnswer {}
}
