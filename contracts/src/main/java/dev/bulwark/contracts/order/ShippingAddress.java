package dev.bulwark.contracts.order;

import org.jspecify.annotations.Nullable;

/** Where an order goes. Personal data: only ever sealed, see {@link PersonalData}. */
public record ShippingAddress(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {}
