/** Placing an order: prices and seals it first, then records it in one short transaction. */
@NullMarked
package dev.bulwark.order.placement;

import org.jspecify.annotations.NullMarked;
