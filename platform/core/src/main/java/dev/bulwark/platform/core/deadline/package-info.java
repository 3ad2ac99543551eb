/** The moment after which nobody is listening: the value, and how it is read from headers. */
@NullMarked
package dev.bulwark.platform.core.deadline;

import org.jspecify.annotations.NullMarked;
