/** How the gateway says no: RFC 9457 problem documents. */
@NullMarked
package dev.bulwark.gateway.problem;

import org.jspecify.annotations.NullMarked;
