/** Receives commands and product events, sends events and replies, and maps between wire records and the domain. */
@NullMarked
package dev.bulwark.order.messaging;

import org.jspecify.annotations.NullMarked;
