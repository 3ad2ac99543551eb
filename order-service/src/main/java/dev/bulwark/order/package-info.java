/**
 * Orders. Use cases: {@code placement}, {@code reading}, {@code cancellation}, {@code watchdog}. Stores, each with its port in the package and a
 * package-private adapter: {@code log}, {@code view}, {@code keys}, {@code catalogue}. Adapters: {@code web}, {@code messaging}.
 */
@NullMarked
package dev.bulwark.order;

import org.jspecify.annotations.NullMarked;
