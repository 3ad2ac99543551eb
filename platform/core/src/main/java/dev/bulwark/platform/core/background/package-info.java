/** Work that a service does on its own time. */
@NullMarked
package dev.bulwark.platform.core.background;

import org.jspecify.annotations.NullMarked;
