package dev.bulwark.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bulwark.gateway.problem.Problem;
import dev.bulwark.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Verifies bearer tokens: RS256 and nothing else, signature, {@code iss}, {@code aud}, {@code exp}.
 *
 * <p>A verified token is believed for {@code bulwark.security.token-cache-ttl} at most, and never past its {@code exp}.
 * Within that time a withdrawn key or a blocked customer isn't noticed here; the services verify for themselves. The cache
 * knows tokens by their SHA-256 only.
 */
@Component
public class TokenVerifier {

    private final NimbusReactiveJwtDecoder decoder;
    private final Cache<String, Identity> verified;
    private final Clock clock;
    private final long ttlMillis;

    TokenVerifier(SecurityProperties properties, JwkSource keys, Clock clock) {
        this.clock = clock;
        this.ttlMillis = properties.tokenCacheTtl().toMillis();
        this.verified = Caffeine.newBuilder()
                .maximumSize(properties.tokenCacheMaxTokens())
                .expireAfterWrite(properties.tokenCacheTtl())
                .build();
        this.decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::keysFor)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(validator(properties, clock));
    }

    /** The identity of a token verified lately, or null. */
    public @Nullable Identity known(String token) {
        Identity identity = verified.getIfPresent(digest(token));
        return identity != null && clock.millis() < identity.believedUntilMillis() ? identity : null;
    }

    /** Fails with a {@link Refusal}: 401 for a bad token, 503 when the issuer's keys can't be had. */
    public Mono<Identity> verify(String token) {
        return decoder.decode(token)
                .map(jwt -> remember(token, jwt))
                .onErrorMap(BadJwtException.class, e -> new Refusal(Problem.tokenInvalid()))
                .onErrorMap(
                        e -> !(e instanceof Refusal),
                        e -> new Refusal(Problem.serviceUnavailable("Tokens can't be verified right now.")));
    }

    private Identity remember(String token, Jwt jwt) {
        long now = clock.millis();
        Instant expiry = Objects.requireNonNull(jwt.getExpiresAt(), "the validator lets no token without exp pass");
        String tier = Objects.requireNonNullElse(jwt.getClaimAsString("tier"), "standard");
        String scope = Objects.requireNonNullElse(jwt.getClaimAsString("scope"), "");
        Identity identity = new Identity(
                Objects.requireNonNullElse(jwt.getSubject(), ""),
                tier,
                scope.isBlank() ? Set.of() : Set.copyOf(List.of(scope.trim().split(" +"))),
                Math.min(now + ttlMillis, expiry.toEpochMilli()));
        if (identity.believedUntilMillis() > now) {
            verified.put(digest(token), identity);
        }
        return identity;
    }

    private static OAuth2TokenValidator<Jwt> validator(SecurityProperties properties, Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(properties.clockSkew());
        time.setClock(clock);
        time.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                time,
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(properties.audience())),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank()));
    }

    private static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1));
            return new String(hash, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
