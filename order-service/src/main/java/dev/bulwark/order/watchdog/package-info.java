/** Announcing orders again that have been pending for too long. */
@NullMarked
package dev.bulwark.order.watchdog;

import org.jspecify.annotations.NullMarked;
