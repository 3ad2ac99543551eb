/** Bugs on purpose, each a change of production behaviour at one of its ports: a checker that can't fail is worth nothing. */
@NullMarked
package dev.bulwark.simulation.bugs;

import org.jspecify.annotations.NullMarked;
