/** Owned by inventory-service: commands on {@code inventory.commands}, answers to the saga, the catalogue on {@code inventory.events}. */
@NullMarked
package dev.bulwark.contracts.inventory;

import org.jspecify.annotations.NullMarked;
