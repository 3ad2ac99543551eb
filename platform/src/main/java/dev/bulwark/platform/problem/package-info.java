/** Every refusal in one shape: RFC 9457 problems from controllers, filters, the security layer and the container alike. */
@NullMarked
package dev.bulwark.platform.problem;

import org.jspecify.annotations.NullMarked;
