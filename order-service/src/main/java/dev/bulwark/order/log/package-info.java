/** The write side: the event log of every order. The door is {@link dev.bulwark.order.log.EventStore}; the JDBC adapter stays inside. */
@NullMarked
package dev.bulwark.order.log;

import org.jspecify.annotations.NullMarked;
