/** Messages as services see them: what leaves through the outbox, what arrives through the inbox, and how records become bytes. */
@NullMarked
package dev.bulwark.platform.messaging;

import org.jspecify.annotations.NullMarked;
