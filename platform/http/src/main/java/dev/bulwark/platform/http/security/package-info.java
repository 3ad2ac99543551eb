/** Who is calling and what they may do: bearer tokens verified by every service for itself. */
@NullMarked
package dev.bulwark.platform.http.security;

import org.jspecify.annotations.NullMarked;
