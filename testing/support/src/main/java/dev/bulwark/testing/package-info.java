/** Infrastructure for tests: real servers wherever they can be had, a clock to set, tokens to present, probes. */
@NullMarked
package dev.bulwark.testing;

import org.jspecify.annotations.NullMarked;
