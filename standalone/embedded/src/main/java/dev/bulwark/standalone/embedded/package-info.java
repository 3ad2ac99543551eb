/** Real PostgreSQL and Kafka, started by this process on a data directory that survives restarts and kill -9. */
@NullMarked
package dev.bulwark.standalone.embedded;

import org.jspecify.annotations.NullMarked;
