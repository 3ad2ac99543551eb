/** PostgreSQL: JPA for single rows of catalogue and stock, plain JDBC for batches and for the audit. */
@NullMarked
package dev.bulwark.inventory.persistence;

import org.jspecify.annotations.NullMarked;
