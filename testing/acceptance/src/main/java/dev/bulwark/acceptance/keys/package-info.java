/** Every idempotency key posted by many at once. */
@NullMarked
package dev.bulwark.acceptance.keys;

import org.jspecify.annotations.NullMarked;
