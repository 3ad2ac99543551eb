package dev.bulwark.platform.core.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

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
 * Says who a bearer token speaks for, at the gateway and in every service. Verified tokens are remembered by their SHA-256, so that the
 * signature is checked once and not per request.
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
    private final long rememberedMillis;
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
        this.rememberedMillis = properties.tokenCache().toMillis();
        this.verified = Caffeine.newBuilder()
                .maximumSize(properties.tokenCacheEntries())
                .expireAfterWrite(properties.tokenCache())
                .build();
        this.known = PlatformMeter.TOKENS.counter(meters, "known");
        this.fresh = PlatformMeter.TOKENS.counter(meters, "verified");
        this.refused = PlatformMeter.TOKENS.counter(meters, "refused");
        this.unavailable = PlatformMeter.TOKENS.counter(meters, "unavailable");
    }

    /** The caller of a token verified lately, or null. Never waits, so it may be asked on an event loop. */
    public @Nullable Caller known(String token) {
        CallerAuthentication remembered = remembered(digest(token));
        return remembered == null ? null : remembered.getPrincipal();
    }

    /**
     * The caller of the token; may wait for the issuer's keys.
     *
     * @throws BadTokenException if the token isn't to be believed
     * @throws dev.bulwark.platform.core.problem.ProblemException 503 if the issuer's keys can't be had
     */
    public Caller verify(String token) {
        return authenticate(token).getPrincipal();
    }

    /** As {@link #verify}, for Spring Security. */
    public CallerAuthentication authenticate(String token) {
        String digest = digest(token);
        CallerAuthentication remembered = remembered(digest);
        if (remembered != null) {
            return remembered;
        }
        Jwt jwt = decode(token);
        CallerAuthentication authentication = new CallerAuthentication(callerOf(jwt));
        Instant expires = jwt.getExpiresAt();
        if (expires != null) {
            long untilMillis = Math.min(clock.millis() + rememberedMillis, expires.toEpochMilli() + skewMillis);
            verified.put(digest, new Known(authentication, untilMillis));
        }
        fresh.increment();
        return authentication;
    }

    private @Nullable CallerAuthentication remembered(String digest) {
        Known entry = verified.getIfPresent(digest);
        if (entry == null || clock.millis() >= entry.untilMillis()) {
            return null;
        }
        known.increment();
        return entry.authentication();
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
        return new Caller(
                Objects.requireNonNull(jwt.getSubject(), "the validator demands a subject"),
                Caller.PARTNER.equals(tier) ? Caller.PARTNER : Caller.STANDARD,
                scopesOf(jwt.getClaim("scope")));
    }

    /** RFC 8693 §4.2 writes scopes as one text with spaces between them; some issuers write a list. Anything else allows nothing. */
    private static Set<String> scopesOf(@Nullable Object claim) {
        return switch (claim) {
            case String text ->
                Arrays.stream(text.split(" ")).filter(scope -> !scope.isEmpty()).collect(Collectors.toSet());
            case Collection<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }

    private static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1));
            return new String(hash, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param untilMillis epoch milliseconds */
    private record Known(CallerAuthentication authentication, long untilMillis) {}
}
