package dev.bulwark.shipping.domain;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * The carrier's word that it will come.
 *
 * @param eta null where the carrier names no day
 */
public record Booking(
        String carrier, String trackingNumber, @Nullable LocalDate eta) {}
