/** The carrier's own language ends here: pipes, dotted dates and cryptic codes. */
@NullMarked
package dev.bulwark.shipping.carrier;

import org.jspecify.annotations.NullMarked;
