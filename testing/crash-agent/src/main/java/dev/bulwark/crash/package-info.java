/** Crashes and wrong clocks for drills: a Java agent from outside, so that production code has no switch for either. */
@NullMarked
package dev.bulwark.crash;

import org.jspecify.annotations.NullMarked;
