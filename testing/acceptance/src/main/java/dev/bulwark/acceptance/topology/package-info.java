/** The platform under test: where it is, and how it is started, killed and stopped when it is this suite's own. */
@NullMarked
package dev.bulwark.acceptance.topology;

import org.jspecify.annotations.NullMarked;
