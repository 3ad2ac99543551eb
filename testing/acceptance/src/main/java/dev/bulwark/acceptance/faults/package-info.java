/** Breaks a real fleet under load, in every way that a fleet is broken, and checks every invariant after it has healed. */
@NullMarked
package dev.bulwark.acceptance.faults;

import org.jspecify.annotations.NullMarked;
