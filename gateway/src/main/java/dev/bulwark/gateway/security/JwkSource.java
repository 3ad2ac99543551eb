package dev.bulwark.gateway.security;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The issuer's public keys, fetched when first needed and kept.
 *
 * <p>Fetched again after five minutes, or for a key id not seen before, but never more than once in ten seconds: made-up
 * key ids must not turn the gateway against the issuer. While the issuer is away the keys last seen stay in use.
 */
@Component
final class JwkSource {

    static final Duration MAX_AGE = Duration.ofMinutes(5);
    static final Duration MIN_AGE = Duration.ofSeconds(10);

    /** After a failed first fetch: long enough to spare a starting issuer, short enough not to be noticed. */
    static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(JwkSource.class);

    private record Snapshot(JWKSet keys, long askedAtMillis, boolean failed) {}

    private final Mono<JWKSet> fetch;
    private final Clock clock;
    private final AtomicReference<@Nullable Mono<JWKSet>> inFlight = new AtomicReference<>();
    private volatile @Nullable Snapshot snapshot;

    JwkSource(HttpClient http, SecurityProperties properties, Clock clock) {
        this.clock = clock;
        this.fetch = http.responseTimeout(FETCH_TIMEOUT)
                .get()
                .uri(properties.jwksUri())
                .responseSingle((response, body) -> response.status().code() == 200
                        ? body.asString()
                        : Mono.error(new IllegalStateException("status " + response.status())))
                .timeout(FETCH_TIMEOUT)
                .map(JwkSource::parse);
    }

    /** All known keys: which of them fits is the decoder's business. Fails when no key was ever seen. */
    Flux<JWK> keysFor(SignedJWT token) {
        return current(token.getHeader().getKeyID()).flatMapIterable(JWKSet::getKeys);
    }

    private Mono<JWKSet> current(@Nullable String keyId) {
        Snapshot known = snapshot;
        if (known != null) {
            long ageMillis = clock.millis() - known.askedAtMillis();
            boolean hasKey = keyId == null || known.keys().getKeyByKeyId(keyId) != null;
            if (known.failed() && known.keys().isEmpty() && ageMillis < PAUSE_AFTER_FAILURE.toMillis()) {
                return Mono.error(new TimeoutException("the issuer's keys are not known yet"));
            }
            long validMillis = hasKey && !known.failed() ? MAX_AGE.toMillis() : MIN_AGE.toMillis();
            if (ageMillis < validMillis && !known.keys().isEmpty()) {
                return Mono.just(known.keys());
            }
        }
        return refreshed();
    }

    /** One request to the issuer, however many wait for it. */
    private Mono<JWKSet> refreshed() {
        Mono<JWKSet> running = inFlight.get();
        if (running != null) {
            return running;
        }
        Mono<JWKSet> mine = fetch.doOnNext(keys -> snapshot = new Snapshot(keys, clock.millis(), false))
                .onErrorResume(this::keepWhatIsKnown)
                .doOnTerminate(() -> inFlight.set(null))
                .cache();
        Mono<JWKSet> other = inFlight.compareAndExchange(null, mine);
        return other == null ? mine : other;
    }

    private Mono<JWKSet> keepWhatIsKnown(Throwable failure) {
        Snapshot known = snapshot;
        JWKSet keys = known == null ? new JWKSet() : known.keys();
        snapshot = new Snapshot(keys, clock.millis(), true);
        log.warn(
                "The issuer's keys can't be fetched ({}); {}",
                failure.toString(),
                keys.isEmpty()
                        ? "requests with a token are refused with 503 until they can"
                        : "the known keys stay in use");
        return keys.isEmpty() ? Mono.error(failure) : Mono.just(keys);
    }

    private static JWKSet parse(String text) {
        try {
            return JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IllegalStateException("not a JWK set", e);
        }
    }
}
