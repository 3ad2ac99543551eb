package dev.bulwark.gateway.security;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;

import dev.bulwark.gateway.FakeService;
import dev.bulwark.gateway.TestIssuer;
import dev.bulwark.gateway.problem.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenVerifierIT {

    private static final TestIssuer FIRST = new TestIssuer("k1");
    private static final TestIssuer SECOND = new TestIssuer("k2");

    private final ManualClock clock = new ManualClock(Instant.now());
    private FakeService issuer;
    private TokenVerifier verifier;

    @BeforeEach
    void startIssuer() {
        issuer = FakeService.start("issuer");
        issuer.answers(FakeService.answering(200, FIRST.jwks()));
        verifier = verifier(URI.create(issuer.url() + "/jwks"));
    }

    @AfterEach
    void stopIssuer() {
        issuer.stop();
    }

    @Test
    void theKeysAreAskedForAtTheFirstTokenAndKept() {
        assertThat(issuer.received()).isEmpty();

        Identity identity =
                verify(FIRST.token(c -> c.claim("scope", " ops  catalog ops").claim("tier", "partner")));
        verify(FIRST.token("another"));

        assertThat(identity.subject()).isEqualTo("alice");
        assertThat(identity.tier()).isEqualTo("partner");
        assertThat(identity.scopes()).containsExactlyInAnyOrder("ops", "catalog");
        assertThat(issuer.received()).hasSize(1);
    }

    @Test
    void aVerifiedTokenIsBelievedForAMinute() {
        String token = FIRST.token("");
        assertThat(verifier.known(token)).isNull();
        verify(token);

        assertThat(verifier.known(token)).isNotNull();
        clock.advance(Duration.ofMillis(59_999));
        assertThat(verifier.known(token)).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(verifier.known(token)).isNull();
    }

    @Test
    void aVerifiedTokenIsNeverBelievedPastItsEnd() {
        String token =
                FIRST.token(c -> c.expirationTime(Date.from(clock.instant().plusSeconds(10))));
        verify(token);

        clock.advance(Duration.ofSeconds(9));
        assertThat(verifier.known(token)).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(verifier.known(token)).isNull();
        clock.advance(Duration.ofSeconds(6));
        assertRefused(token, 401);
    }

    @Test
    void aBadTokenIsNotRemembered() {
        String token = SECOND.token("");
        assertRefused(token, 401);

        assertThat(verifier.known(token)).isNull();
    }

    @Test
    void aNewKeyIsFetchedButMadeUpKeysDoNotFloodTheIssuer() {
        verify(FIRST.token(""));
        issuer.answers(FakeService.answering(200, SECOND.jwks()));

        assertRefused(SECOND.token(""), 401);
        assertRefused(new TestIssuer("k3").token(""), 401);
        assertThat(issuer.received()).hasSize(1);

        clock.advance(JwkSource.MIN_AGE);
        verify(SECOND.token(""));
        assertThat(issuer.received()).hasSize(2);
    }

    @Test
    void theKeysLastSeenServeWhileTheIssuerIsAway() {
        verify(FIRST.token(""));
        issuer.answers(FakeService.answering(503, ""));
        clock.advance(JwkSource.MAX_AGE);

        verify(FIRST.token("other"));
        verify(FIRST.token("third"));

        assertThat(issuer.received()).hasSize(2);
    }

    @Test
    void withoutAnyKeyATokenIsNotBadButUnanswerable() {
        issuer.answers(FakeService.answering(503, ""));

        assertRefused(FIRST.token(""), 503);
        assertRefused(FIRST.token(""), 503);
        assertThat(issuer.received()).hasSize(1);

        issuer.answers(FakeService.answering(200, FIRST.jwks()));
        clock.advance(JwkSource.PAUSE_AFTER_FAILURE);
        verify(FIRST.token(""));
    }

    private Identity verify(String token) {
        return verifier.verify(token).block(Duration.ofSeconds(5));
    }

    private void assertRefused(String token, int status) {
        assertThatThrownBy(() -> verify(token))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }

    private TokenVerifier verifier(URI jwks) {
        SecurityProperties properties = new SecurityProperties(
                TestIssuer.ISSUER, jwks, "bulwark", Duration.ofSeconds(5), Duration.ofSeconds(60), 100);
        return new TokenVerifier(properties, new JwkSource(HttpClient.create(), properties, clock), clock);
    }

    private static final class ManualClock extends Clock {

        private Instant now;

        private ManualClock(Instant start) {
            now = start;
        }

        private void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
