/** Owned by payment-service: commands on {@code payment.commands}, answers to the saga, progress on {@code payment.events}. */
@NullMarked
package dev.bulwark.contracts.payment;

import org.jspecify.annotations.NullMarked;
