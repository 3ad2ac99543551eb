/** Sagas in PostgreSQL: plain JDBC, a handful of statements for any number of sagas. */
@NullMarked
package dev.bulwark.saga.persistence;

import org.jspecify.annotations.NullMarked;
