/** The saga's commands, the order's confirmation, the catalogue's announcements: wire records to domain and back. */
@NullMarked
package dev.bulwark.inventory.messaging;

import org.jspecify.annotations.NullMarked;
