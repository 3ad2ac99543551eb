/** The order saga: moves orders through stock, payment and shipment, and undoes what was done when one of them fails. */
@NullMarked
package dev.bulwark.saga;

import org.jspecify.annotations.NullMarked;
