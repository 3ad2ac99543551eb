/** The key store, in a database of its own: one live key per customer, and tombstones of erased keys. */
@NullMarked
package dev.bulwark.order.keys;

import org.jspecify.annotations.NullMarked;
