/** What a payment can be, what can happen to it, and what follows: pure. */
@NullMarked
package dev.bulwark.payment.domain;

import org.jspecify.annotations.NullMarked;
