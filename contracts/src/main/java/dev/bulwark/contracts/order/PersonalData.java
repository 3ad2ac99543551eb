package dev.bulwark.contracts.order;

import org.jspecify.annotations.Nullable;

/** The content of {@link OrderPlaced#personalData()} once unsealed. It never crosses the wire and never rests in the open. */
public record PersonalData(
        ShippingAddress shippingAddress, @Nullable String note) {}
