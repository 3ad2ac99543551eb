/** Who caused what: trace and correlation ids through HTTP, messages and logs, and the names of the module's meters. */
@NullMarked
package dev.bulwark.platform.telemetry;

import org.jspecify.annotations.NullMarked;
