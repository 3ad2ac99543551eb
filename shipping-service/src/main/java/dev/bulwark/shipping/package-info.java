/** Shipments: booked with the carrier once per saga step, cancelled when the saga turns round. */
@NullMarked
package dev.bulwark.shipping;

import org.jspecify.annotations.NullMarked;
