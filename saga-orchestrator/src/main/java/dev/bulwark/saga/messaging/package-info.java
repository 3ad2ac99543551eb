/** Kafka's side of the sagas: what orders and participants say, what they are asked, how far they have been heard. */
@NullMarked
package dev.bulwark.saga.messaging;

import org.jspecify.annotations.NullMarked;
