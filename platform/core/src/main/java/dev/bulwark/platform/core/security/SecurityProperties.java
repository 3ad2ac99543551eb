package dev.bulwark.platform.core.security;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to believe, and who we are to others.
 *
 * @param issuer {@code iss} that tokens must carry. Default: the development issuer
 * @param audience {@code aud} that they must name. One for the platform: services are told apart by scopes
 * @param jwksUri the issuer's keys. Default: {@code /oauth2/jwks} at {@code bulwark.urls.simulators}
 * @param tokenUri where services get their own tokens. Default: {@code /oauth2/token} there
 * @param clientSecret of this service. Default: the development secret, its name and {@code -secret}
 * @param clockSkew by how much the issuer's clock may differ. 5 s: machines with NTP are closer
 * @param tokenCache how long a verified token is believed without looking again, at most until it expires. 60 s: most of what there is
 *     to save, and the longest a key withdrawn by the issuer still counts
 * @param tokenCacheEntries how many tokens are remembered. 10 000: about 20 MB at worst
 */
@ConfigurationProperties("bulwark.security")
public record SecurityProperties(
        @DefaultValue(DEVELOPMENT_ISSUER) String issuer,
        @DefaultValue("bulwark") String audience,
        @Nullable String jwksUri,
        @Nullable String tokenUri,
        @Nullable String clientSecret,
        @DefaultValue("5s") Duration clockSkew,
        @DefaultValue("60s") Duration tokenCache,
        @DefaultValue("10000") int tokenCacheEntries) {

    /** The issuer in {@code simulators}; refused under profile {@code production}. */
    public static final String DEVELOPMENT_ISSUER = "http://localhost:8086";

    private static final Duration LONGEST_CACHE = Duration.ofSeconds(60);
    private static final Duration LARGEST_SKEW = Duration.ofSeconds(60);

    public SecurityProperties {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("bulwark.security.issuer must not be empty");
        }
        if (audience.isBlank()) {
            throw new IllegalArgumentException("bulwark.security.audience must not be empty");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(LARGEST_SKEW) > 0) {
            throw new IllegalArgumentException("bulwark.security.clock-skew must be 0 to 60s, not " + clockSkew);
        }
        if (tokenCache.isNegative() || tokenCache.compareTo(LONGEST_CACHE) > 0) {
            throw new IllegalArgumentException("bulwark.security.token-cache must be 0 to 60s, not " + tokenCache);
        }
        if (tokenCacheEntries < 0) {
            throw new IllegalArgumentException("bulwark.security.token-cache-entries must be 0 or more");
        }
    }

    @Override
    public String toString() {
        return "SecurityProperties[issuer=" + issuer + ", audience=" + audience + "]";
    }
}
