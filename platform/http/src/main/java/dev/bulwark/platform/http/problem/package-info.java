/** One shape for every refusal, whichever layer refuses. */
@NullMarked
package dev.bulwark.platform.http.problem;

import org.jspecify.annotations.NullMarked;
