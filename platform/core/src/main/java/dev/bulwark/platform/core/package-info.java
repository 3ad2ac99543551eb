/** What every process of the platform needs and no framework gives: ids, addresses, backoff. Knows neither servlets nor JDBC, so the gateway uses it as well. */
@NullMarked
package dev.bulwark.platform.core;

import org.jspecify.annotations.NullMarked;
