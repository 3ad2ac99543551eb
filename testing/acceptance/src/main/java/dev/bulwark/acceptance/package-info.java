/** Drills: a senior engineer's questions, answered by breaking the platform on purpose and looking at what is left of its promises. */
@NullMarked
package dev.bulwark.acceptance;

import org.jspecify.annotations.NullMarked;
