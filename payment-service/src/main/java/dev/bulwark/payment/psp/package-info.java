/** The payment provider's own language ends here. */
@NullMarked
package dev.bulwark.payment.psp;

import org.jspecify.annotations.NullMarked;
