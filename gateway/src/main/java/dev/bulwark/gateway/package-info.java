/** The only door: finds the route, checks deadline, size and identity, and passes the request on. */
@NullMarked
package dev.bulwark.gateway;

import org.jspecify.annotations.NullMarked;
