/** Trace and correlation ids of the running code. */
@NullMarked
package dev.bulwark.platform.core.trace;

import org.jspecify.annotations.NullMarked;
