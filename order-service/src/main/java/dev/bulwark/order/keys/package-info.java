/** The key store, in a database of its own: one living key a customer, tombstones of the erased ones. */
@NullMarked
package dev.bulwark.order.keys;

import org.jspecify.annotations.NullMarked;
