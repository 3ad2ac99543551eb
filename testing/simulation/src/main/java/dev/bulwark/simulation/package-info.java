/** Runs histories of the simulated world: many at once, one again, a failing one made small. */
@NullMarked
package dev.bulwark.simulation;

import org.jspecify.annotations.NullMarked;
