/** The event store, the catalogue's replica and the table of open orders, in plain JDBC. */
@NullMarked
package dev.bulwark.order.persistence;

import org.jspecify.annotations.NullMarked;
