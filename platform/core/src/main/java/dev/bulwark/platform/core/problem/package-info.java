/** Refusals as RFC 9457 describes them, as values. */
@NullMarked
package dev.bulwark.platform.core.problem;

import org.jspecify.annotations.NullMarked;
