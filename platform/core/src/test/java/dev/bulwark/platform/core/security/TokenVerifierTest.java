package dev.bulwark.platform.core.security;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.testing.ManualClock;
import dev.bulwark.testing.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
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
        Instant now = clock.instant();
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("alice")
                .claim("scope", "ops  catalog")
                .issuedAt(now)
                .expiresAt(now.plusSeconds(30))
                .build();
    }
}
