/** What may become of stock and of a reservation, as pure functions; imports {@code java..} only. */
@NullMarked
package dev.bulwark.inventory.domain;

import org.jspecify.annotations.NullMarked;
