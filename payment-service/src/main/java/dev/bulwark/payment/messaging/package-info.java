/** Commands in, outcomes of the provider in, answers and events out: always many in one transaction. */
@NullMarked
package dev.bulwark.payment.messaging;

import org.jspecify.annotations.NullMarked;
