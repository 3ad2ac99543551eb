/** Payments: charged once per saga step, booked twice, given back when the saga turns round. */
@NullMarked
package dev.bulwark.payment;

import org.jspecify.annotations.NullMarked;
