/** How long anybody is still listening: the budget of a request, carried into statements and outgoing calls. */
@NullMarked
package dev.bulwark.platform.deadline;

import org.jspecify.annotations.NullMarked;
