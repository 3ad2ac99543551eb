/** Who is asking: bearer tokens, the issuer's keys, and what a verified token says. */
@NullMarked
package dev.bulwark.gateway.security;

import org.jspecify.annotations.NullMarked;
