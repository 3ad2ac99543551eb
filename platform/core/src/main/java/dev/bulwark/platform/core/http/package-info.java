/** What an HTTP request may look like: limits and rules that hold at the gateway and at every service. */
@NullMarked
package dev.bulwark.platform.core.http;

import org.jspecify.annotations.NullMarked;
