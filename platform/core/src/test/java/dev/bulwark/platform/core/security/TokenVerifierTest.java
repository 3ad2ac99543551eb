package dev.bulwark.platform.core.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenVerifierTest {

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger decoded = new AtomicInteger();

    @Test
    void aSignatureIsCheckedOnceAndTheCallerIsTheSame() {
        TokenVerifier verifier = verifier(this::decode);
        Caller first = verifier.verify("token");
        assertThat(verifier.verify(new String("token"))).isSameAs(first);
        assertThat(first.subject()).isEqualTo("alice");
        assertThat(first.has("ops")).isTrue();
        assertThat(first.has("o")).isFalse();
        assertThat(decoded).hasValue(1);
    }

    @Test
    void aRememberedTokenIsNotBelievedPastItsExpiry() {
        TokenVerifier verifier = verifier(this::decode);
        verifier.verify("token");
        clock.advance(Duration.ofSeconds(34));
        verifier.verify("token");
        assertThat(decoded).hasValue(1);
        clock.advance(Duration.ofSeconds(2));
        verifier.verify("token");
        assertThat(decoded).as("30 s of life and 5 s of skew are over").hasValue(2);
    }

    @Test
    void anIssuerThatIsAwayIsNotABadToken() {
        TokenVerifier verifier = verifier(token -> {
            throw new JwtException("connection refused");
        });
        assertThatThrownBy(() -> verifier.verify("token")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(503);
            assertThat(e.problem().headers()).containsKey("Retry-After");
        });
    }

    @Test
    void aRefusedTokenIsNotNamed() {
        TokenVerifier verifier = verifier(token -> {
            throw new BadJwtException("bad");
        });
        assertThatThrownBy(() -> verifier.verify("the-token"))
                .isInstanceOf(BadTokenException.class)
                .hasMessageNotContaining("the-token");
    }

    /** The real decoder against real keys: forged tokens with changing key ids must not make us ask the issuer each time. */
    @Test
    void theIssuerIsAskedRarely() {
        try (CountingIssuer issuer = new CountingIssuer()) {
            TokenVerifier verifier = verifier(new IssuerKeys(issuer.jwksUri()));
            assertThat(issuer.requests()).as("lazy").isZero();
            for (int i = 0; i < 20; i++) {
                String token = issuer.tokenWithKeyId("stranger-" + i);
                assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(BadTokenException.class);
            }
            assertThat(issuer.requests()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void anIssuerThatNeverAnsweredMakesNoTokenBad() {
        CountingIssuer issuer = new CountingIssuer();
        TokenVerifier verifier = verifier(new IssuerKeys(issuer.jwksUri()));
        issuer.close();
        for (int i = 0; i < 5; i++) {
            String token = issuer.tokenWithKeyId("own");
            assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(ProblemException.class);
        }
    }

    /** What an issuer may write into a token must end as an answer, never as a failure of ours. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("oddScopes")
    void anOddScopeAllowsWhatItNamesAndNothingElse(Object scope, Set<String> allowed) {
        TokenVerifier verifier =
                verifier(token -> jwt(token).claim("scope", scope).build());
        assertThat(verifier.verify("token").scopes()).isEqualTo(allowed);
    }

    static Stream<Arguments> oddScopes() {
        return Stream.of(
                Arguments.of("ops ops", Set.of("ops")),
                Arguments.of(" ops  catalog ops ", Set.of("ops", "catalog")),
                Arguments.of("", Set.of()),
                Arguments.of("   ", Set.of()),
                Arguments.of("ops\tcatalog", Set.of("ops\tcatalog")),
                Arguments.of(List.of("ops", "ops", "catalog"), Set.of("ops", "catalog")),
                Arguments.of(List.of(1, "ops"), Set.of("ops")),
                Arguments.of(List.of(), Set.of()),
                Arguments.of(5, Set.of()),
                Arguments.of(true, Set.of()),
                Arguments.of(Map.of("ops", true), Set.of()));
    }

    @Test
    void anOddTierIsStandard() {
        for (Object tier : new Object[] {"gold", "", 5, List.of("partner"), Map.of()}) {
            TokenVerifier verifier =
                    verifier(token -> jwt(token).claim("tier", tier).build());
            assertThat(verifier.verify("token").tier()).isEqualTo(Caller.STANDARD);
        }
    }

    @Test
    void aKnownTokenIsOneThatWasVerifiedLately() {
        TokenVerifier verifier = verifier(this::decode);
        assertThat(verifier.known("token")).isNull();
        Caller caller = verifier.verify("token");
        assertThat(verifier.known("token")).isSameAs(caller);
        assertThat(verifier.known("another")).isNull();
        clock.advance(Duration.ofSeconds(35));
        assertThat(verifier.known("token")).as("30 s of life and 5 s of skew").isNull();
    }

    @Test
    void aLongLivedTokenIsRememberedForAMinute() {
        TokenVerifier verifier = verifier(
                token -> jwt(token).expiresAt(clock.instant().plusSeconds(3600)).build());
        verifier.verify("token");
        clock.advance(Duration.ofMillis(59_999));
        assertThat(verifier.known("token")).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(verifier.known("token")).isNull();
    }

    private TokenVerifier verifier(IssuerKeys keys) {
        return new TokenVerifier(
                Decoders.rs256(keys, properties(), clock),
                keys::areKnown,
                properties(),
                new SimpleMeterRegistry(),
                clock);
    }

    private TokenVerifier verifier(JwtDecoder decoder) {
        return new TokenVerifier(decoder, () -> true, properties(), new SimpleMeterRegistry(), clock);
    }

    private static SecurityProperties properties() {
        return new SecurityProperties(
                TestTokens.ISSUER,
                TestTokens.AUDIENCE,
                null,
                null,
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                10);
    }

    private Jwt decode(String token) {
        decoded.incrementAndGet();
        return jwt(token).build();
    }

    private Jwt.Builder jwt(String token) {
        Instant now = clock.instant();
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("alice")
                .claim("scope", "ops  catalog")
                .issuedAt(now)
                .expiresAt(now.plusSeconds(30));
    }
}
