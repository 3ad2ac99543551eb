/** A replica of inventory-service's catalogue: a cache over a table. What neither has is requested from inventory-service. */
@NullMarked
package dev.bulwark.order.catalogue;

import org.jspecify.annotations.NullMarked;
