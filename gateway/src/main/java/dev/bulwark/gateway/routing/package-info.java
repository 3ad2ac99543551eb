/** Which path goes to which service, who may use it, for how long and with how large a body. */
@NullMarked
package dev.bulwark.gateway.routing;

import org.jspecify.annotations.NullMarked;
