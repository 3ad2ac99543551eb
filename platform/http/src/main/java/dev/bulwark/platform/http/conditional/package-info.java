/** Conditional requests of RFC 9110. */
@NullMarked
package dev.bulwark.platform.http.conditional;

import org.jspecify.annotations.NullMarked;
