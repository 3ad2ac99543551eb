/** Load and what it costs, and the launcher's tools that ask a running platform. */
@NullMarked
package dev.bulwark.benchmarks;

import org.jspecify.annotations.NullMarked;
