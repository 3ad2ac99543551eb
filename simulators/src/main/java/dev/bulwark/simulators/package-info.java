/** The outside world of the platform: it keeps its own books, commits on its own and misbehaves on demand. */
@NullMarked
package dev.bulwark.simulators;

import org.jspecify.annotations.NullMarked;
