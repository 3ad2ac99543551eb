/**
 * The inbox: every message takes effect once, and many of them in one transaction.
 *
 * <p>A {@link dev.bulwark.platform.messaging.inbox.BatchHandler} says what messages mean; the batch runner owns the transaction, finds out which
 * messages are new, retries conflicts, and narrows a failing batch down to the one message that is parked.
 */
@NullMarked
package dev.bulwark.platform.messaging.inbox;

import org.jspecify.annotations.NullMarked;
