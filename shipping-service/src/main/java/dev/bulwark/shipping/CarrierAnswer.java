package dev.bulwark.shipping;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** What the carrier decided. It says the same however often it is asked. */
public sealed interface CarrierAnswer {

    /** @param carrier a name for people */
    record Booked(
            String carrier, String trackingNumber, @Nullable LocalDate eta) implements CarrierAnswer {}

    /** The carrier doesn't find the address. */
    record Undeliverable() implements CarrierAnswer {}

    /**
     * The carrier won't, for a reason of its own.
     *
     * @param detail for people; no personal data
     */
    record Refused(String detail) implements CarrierAnswer {}

    /** The carrier won't book, for the reference was cancelled. */
    record Blocked() implements CarrierAnswer {}

    /** Nothing is booked under the reference, and nothing will be. */
    record Cancelled() implements CarrierAnswer {}
}
