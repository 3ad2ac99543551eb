/** Catalogue, stock and reservations: use cases and ports here, the rules in {@code domain}, adapters in the other packages. */
@NullMarked
package dev.bulwark.inventory;

import org.jspecify.annotations.NullMarked;
