/** Payments, operator refunds and the ledger on PostgreSQL: JDBC for batches, JPA for single rows. */
@NullMarked
package dev.bulwark.payment.persistence;

import org.jspecify.annotations.NullMarked;
