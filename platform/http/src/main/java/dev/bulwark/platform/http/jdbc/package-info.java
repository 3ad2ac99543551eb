/** What every store does with its database: many rows in one statement, and work that waits for the commit. */
@NullMarked
package dev.bulwark.platform.http.jdbc;

import org.jspecify.annotations.NullMarked;
