/** Who a bearer token speaks for: keys, signature, claims. */
@NullMarked
package dev.bulwark.platform.core.security;

import org.jspecify.annotations.NullMarked;
