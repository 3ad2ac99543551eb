/** Commands and announcements in, events and answers out: the only place that knows both the wire and the domain. */
@NullMarked
package dev.bulwark.order.messaging;

import org.jspecify.annotations.NullMarked;
