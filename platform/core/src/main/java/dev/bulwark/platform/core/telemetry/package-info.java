/** The names of the platform's meters. */
@NullMarked
package dev.bulwark.platform.core.telemetry;

import org.jspecify.annotations.NullMarked;
