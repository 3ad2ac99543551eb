/** Owned by shipping-service: commands on {@code shipping.commands}, answers to the saga, progress on {@code shipment.events}. */
@NullMarked
package dev.bulwark.contracts.shipping;

import org.jspecify.annotations.NullMarked;
