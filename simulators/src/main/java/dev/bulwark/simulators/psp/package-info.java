/** A payment provider: charges, voids and refunds by idempotency key, and test cards that decline, dawdle, fail and lie. */
@NullMarked
package dev.bulwark.simulators.psp;

import org.jspecify.annotations.NullMarked;
