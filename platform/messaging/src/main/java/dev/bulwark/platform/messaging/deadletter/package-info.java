/**
 * Messages that can't be handled, kept with their cause, in front of the later messages of their key.
 *
 * <p>A consumer parks through {@link dev.bulwark.platform.messaging.deadletter.DeadLetters}; operators list, inspect, redrive and discard over HTTP.
 */
@NullMarked
package dev.bulwark.platform.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
