/** The saga's commands in, answers and events out, and the carrier asked in between. */
@NullMarked
package dev.bulwark.shipping.messaging;

import org.jspecify.annotations.NullMarked;
