package dev.bulwark.platform.core.security;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;

/**
 * The issuer's public keys, fetched when first needed and kept 5 minutes, for hours while the issuer is away.
 *
 * <p>Spring's own {@code withJwkSetUri} asks the issuer again for each token with an unknown key id, so a forger could use us against
 * it. Here it is asked at most twice in 10 s.
 */
final class IssuerKeys {

    private static final int TIMEOUT_MILLIS = 1_000;
    /** From beginning to end; those who wait for it give up then too. */
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(2);

    private static final int MAX_JWKS_BYTES = 256 * 1024;
    private static final long KEPT_MILLIS = Duration.ofMinutes(5).toMillis();
    /** How long requests wait for the one that is fetching. */
    private static final long WAIT_MILLIS = 2_000;

    private static final long MIN_INTERVAL_MILLIS = 10_000;
    private static final long OUTAGE_MILLIS = Duration.ofHours(4).toMillis();

    private final JWKSource<SecurityContext> source;
    private volatile boolean known;

    IssuerKeys(String jwksUri) {
        TimedRetriever retriever = new TimedRetriever(
                new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_JWKS_BYTES), LONGEST_FETCH);
        this.source = JWKSourceBuilder.<SecurityContext>create(url(jwksUri), retriever)
                .cache(KEPT_MILLIS, WAIT_MILLIS, event -> {
                    if (event instanceof CachingJWKSetSource.RefreshCompletedEvent) {
                        known = true;
                    }
                })
                .refreshAheadCache(false)
                .rateLimited(MIN_INTERVAL_MILLIS)
                .outageTolerant(OUTAGE_MILLIS)
                .build();
    }

    JWKSource<SecurityContext> source() {
        return source;
    }

    /** Whether the issuer has ever answered: only then is an unknown key the token's fault. */
    boolean areKnown() {
        return known;
    }

    private static URL url(String jwksUri) {
        try {
            return URI.create(jwksUri).toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("bulwark.security.jwks-uri must be an absolute URL, not " + jwksUri, e);
        }
    }
}
