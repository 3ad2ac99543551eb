/** Requesting the cancellation of an order. */
@NullMarked
package dev.bulwark.order.cancellation;

import org.jspecify.annotations.NullMarked;
