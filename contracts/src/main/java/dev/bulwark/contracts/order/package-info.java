/** Owned by order-service: events on {@code order.events}, commands on {@code order.commands}, answers to the saga. */
@NullMarked
package dev.bulwark.contracts.order;

import org.jspecify.annotations.NullMarked;
