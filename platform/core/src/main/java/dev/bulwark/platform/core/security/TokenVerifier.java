package dev.bulwark.platform.core.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.telemetry.PlatformMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Says who a bearer token speaks for. Verified tokens are remembered, so that the signature is checked once and not per request.
 *
 * <p>Limit: for as long as a token is remembered (at most 60 s, never past its expiry) a key withdrawn by the issuer still counts.
 * The issuer is asked for its keys at the first token, not at start, and again only for a key not known yet, and rarely: see {@link IssuerKeys}.
 */
public final class TokenVerifier {

    private static final int MAX_CAUSES = 16;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final JwtDecoder decoder;
    private final BooleanSupplier keysKnown;
    private final Clock clock;
    private final long skewMillis;
    private final Cache<String, Known> verified;
    private final Counter known;
    private final Counter fresh;
    private final Counter refused;
    private final Counter unavailable;

    /** A verifier that fetches the issuer's keys from {@code jwksUri} when it needs them first. */
    public static TokenVerifier of(String jwksUri, SecurityProperties properties, MeterRegistry meters, Clock clock) {
        IssuerKeys keys = new IssuerKeys(jwksUri);
        return new TokenVerifier(Decoders.rs256(keys, properties, clock), keys::areKnown, properties, meters, clock);
    }

    /** @param keysKnown whether the issuer's keys were ever had */
    TokenVerifier(
            JwtDecoder decoder,
            BooleanSupplier keysKnown,
            SecurityProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.decoder = decoder;
        this.keysKnown = keysKnown;
        this.clock = clock;
        this.skewMillis = properties.clockSkew().toMillis();
        this.verified = Caffeine.newBuilder()
                .maximumSize(properties.tokenCacheEntries())
                .expireAfterWrite(properties.tokenCache())
                .build();
        this.known = PlatformMeter.TOKENS.counter(meters, "known");
        this.fresh = PlatformMeter.TOKENS.counter(meters, "verified");
        this.refused = PlatformMeter.TOKENS.counter(meters, "refused");
        this.unavailable = PlatformMeter.TOKENS.counter(meters, "unavailable");
    }

    /**
     * @throws BadTokenException if the token isn't to be believed
     * @throws dev.bulwark.platform.core.problem.ProblemException 503 if the issuer's keys can't be had
     */
    public Caller verify(String token) {
        return authenticate(token).getPrincipal();
    }

    /** As {@link #verify}, for Spring Security. */
    public CallerAuthentication authenticate(String token) {
        Known entry = verified.getIfPresent(token);
        if (entry != null && clock.millis() < entry.untilMillis()) {
            known.increment();
            return entry.authentication();
        }
        Jwt jwt = decode(token);
        CallerAuthentication authentication = new CallerAuthentication(callerOf(jwt));
        Instant expires = jwt.getExpiresAt();
        if (expires != null) {
            verified.put(token, new Known(authentication, expires.toEpochMilli() + skewMillis));
        }
        fresh.increment();
        return authentication;
    }

    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            refused.increment();
            throw new BadTokenException("token refused", e);
        } catch (JwtException e) {
            if (keysKnown.getAsBoolean() && isUnknownKey(e)) {
                refused.increment();
                throw new BadTokenException("token signed with an unknown key", e);
            }
            unavailable.increment();
            throw Problem.unavailable(RETRY_AFTER)
                    .detail("The identity provider's keys can't be had.")
                    .exception(e);
        }
    }

    /** Keys were looked up moments ago and this one wasn't among them; a forger must not make us ask for ever. */
    private static boolean isUnknownKey(Throwable exception) {
        @Nullable Throwable cause = exception;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof RateLimitReachedException) {
                return true;
            }
        }
        return false;
    }

    private static Caller callerOf(Jwt jwt) {
        String tier = jwt.getClaimAsString("tier");
        String scopes = jwt.getClaimAsString("scope");
        return new Caller(
                Objects.requireNonNull(jwt.getSubject(), "the validator demands a subject"),
                Caller.PARTNER.equals(tier) ? Caller.PARTNER : Caller.STANDARD,
                scopes == null || scopes.isBlank()
                        ? Set.of()
                        : Set.of(scopes.trim().split(" +")));
    }

    /** @param untilMillis expiry and skew, in epoch milliseconds */
    private record Known(CallerAuthentication authentication, long untilMillis) {}
}
