package dev.bulwark.gateway.security;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed.
 *
 * @param issuer what {@code iss} must say
 * @param jwksUri where the issuer's keys are; asked at the first token, never at start-up
 * @param audience what {@code aud} must contain
 * @param clockSkew how far the issuer's clock may be off; 5 s is far more than synchronised machines drift
 * @param tokenCacheTtl how long a verified token is believed without looking again: saves the RSA check of nearly
 *     every request. A key withdrawn by the issuer is still believed for that long
 * @param tokenCacheMaxTokens bounds the memory: 10 000 tokens are about 5 MB
 */
@ConfigurationProperties("bulwark.security")
record SecurityProperties(
        String issuer,
        URI jwksUri,
        @DefaultValue("bulwark") String audience,
        @DefaultValue("5s") Duration clockSkew,
        @DefaultValue("60s") Duration tokenCacheTtl,
        @DefaultValue("10000") int tokenCacheMaxTokens) {

    SecurityProperties {
        require(!issuer.isBlank(), "issuer must not be blank");
        require(jwksUri.isAbsolute(), "jwks-uri must be an absolute URL");
        require(!audience.isBlank(), "audience must not be blank");
        require(isBetween(clockSkew, Duration.ZERO, Duration.ofMinutes(1)), "clock-skew must be 0 s to 60 s");
        require(
                isBetween(tokenCacheTtl, Duration.ZERO, Duration.ofMinutes(5)),
                "token-cache-ttl must be 0 s (off) to 5 min");
        require(tokenCacheMaxTokens > 0, "token-cache-max-tokens must be at least 1");
    }

    private static boolean isBetween(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("bulwark.security." + message);
        }
    }
}
