/** Continues the trace of each request and names its correlation id in the answer. */
@NullMarked
package dev.bulwark.platform.http.trace;

import org.jspecify.annotations.NullMarked;
