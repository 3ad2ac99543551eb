/** The order: states, commands, events, and the pure decider that arbitrates between confirmation and cancellation. */
@NullMarked
package dev.bulwark.order.domain;

import org.jspecify.annotations.NullMarked;
