/** Work beside requests: loops that never end silently, and single tasks on virtual threads. */
@NullMarked
package dev.bulwark.platform.core.background;

import org.jspecify.annotations.NullMarked;
