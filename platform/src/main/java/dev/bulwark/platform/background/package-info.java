/** Work that a service does on its own time. */
@NullMarked
package dev.bulwark.platform.background;

import org.jspecify.annotations.NullMarked;
