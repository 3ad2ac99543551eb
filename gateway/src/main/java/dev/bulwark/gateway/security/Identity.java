package dev.bulwark.gateway.security;

import java.util.Set;

/**
 * What a verified token says.
 *
 * @param tier {@code standard} unless the token says otherwise
 * @param believedUntilMillis epoch milliseconds; from then on the token must be verified again
 */
public record Identity(String subject, String tier, Set<String> scopes, long believedUntilMillis) {

    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }
}
