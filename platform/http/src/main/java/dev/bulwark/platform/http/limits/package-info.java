/** Bodies of requests are bounded while they are read. */
@NullMarked
package dev.bulwark.platform.http.limits;

import org.jspecify.annotations.NullMarked;
