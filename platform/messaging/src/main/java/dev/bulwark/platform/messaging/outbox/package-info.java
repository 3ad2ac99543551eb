/**
 * The transactional outbox: messages are rows of the caller's transaction, and a relay publishes what was committed.
 *
 * <p>Promise: every committed row is published at least once, none of a rolled-back transaction; in quiet operation the rows of a
 * key arrive in order. After a failed send or a takeover rows may repeat or step back; consumers go by message id and version.
 */
@NullMarked
package dev.bulwark.platform.messaging.outbox;

import org.jspecify.annotations.NullMarked;
