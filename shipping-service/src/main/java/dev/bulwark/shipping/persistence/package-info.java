/** Shipments on PostgreSQL: JDBC for batches, JPA for single rows. */
@NullMarked
package dev.bulwark.shipping.persistence;

import org.jspecify.annotations.NullMarked;
