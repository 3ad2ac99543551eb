/** The one HTTP client for calls to other processes, and the token that signs them. */
@NullMarked
package dev.bulwark.platform.calls.client;

import org.jspecify.annotations.NullMarked;
