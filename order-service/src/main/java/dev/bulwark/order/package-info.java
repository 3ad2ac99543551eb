/** Orders: the use cases and the ports they need; adapters live in the sub-packages and are nobody else's business. */
@NullMarked
package dev.bulwark.order;

import org.jspecify.annotations.NullMarked;
