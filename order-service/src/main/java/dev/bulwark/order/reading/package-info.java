/** Reading orders: from the view, or from the log where the view has not caught up. */
@NullMarked
package dev.bulwark.order.reading;

import org.jspecify.annotations.NullMarked;
