/** An OAuth 2 identity provider for development: client credentials, RS256, never in production. */
@NullMarked
package dev.bulwark.simulators.identity;

import org.jspecify.annotations.NullMarked;
