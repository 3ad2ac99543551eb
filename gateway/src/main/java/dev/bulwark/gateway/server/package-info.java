/** The HTTP server below Spring: how large a request may be, and the shape of what Netty itself refuses. */
@NullMarked
package dev.bulwark.gateway.server;

import org.jspecify.annotations.NullMarked;
