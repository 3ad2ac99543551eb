/** Deadlines of requests, down to the statements they cause. */
@NullMarked
package dev.bulwark.platform.http.deadline;

import org.jspecify.annotations.NullMarked;
