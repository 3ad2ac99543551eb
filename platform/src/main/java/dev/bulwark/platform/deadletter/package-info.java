/** Messages that can't be handled, kept with their cause, in front of the later messages of their key. */
@NullMarked
package dev.bulwark.platform.deadletter;

import org.jspecify.annotations.NullMarked;
