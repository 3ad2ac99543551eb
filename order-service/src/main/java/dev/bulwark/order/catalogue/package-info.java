/** The replica of inventory-service's catalogue: a cache over a table, and a question to the owner for what neither knows. */
@NullMarked
package dev.bulwark.order.catalogue;

import org.jspecify.annotations.NullMarked;
