package dev.bulwark.simulators.identity;

import java.time.Duration;
import java.util.Base64;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bulwark.simulators.RunningSimulators;
import dev.bulwark.simulators.RunningSimulators.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final RunningSimulators simulators = RunningSimulators.shared();

    @Test
    void a_token_is_verified_by_the_served_keys_and_says_who_it_is_for() throws Exception {
        Answer answer = simulators.post(
                "/oauth2/token", FORM, "grant_type=client_credentials&client_id=acme&client_secret=acme-secret");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.text("scope")).isEqualTo("orders");
        SignedJWT token = SignedJWT.parse(answer.text("access_token"));
        RSAKey key = (RSAKey) JWKSet.parse(simulators.get("/oauth2/jwks").body())
                .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(simulators.url(""));
        assertThat(claims.getAudience()).containsExactly("bulwark");
        assertThat(claims.getSubject()).isEqualTo("acme");
        assertThat(claims.getStringClaim("tier")).isEqualTo("partner");
        assertThat(claims.getStringClaim("scope")).isEqualTo("orders");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void the_private_key_stays_at_home() throws Exception {
        JWKSet keys = JWKSet.parse(simulators.get("/oauth2/jwks").body());

        assertThat(keys.getKeys())
                .hasSize(1)
                .allSatisfy(key -> assertThat(key.isPrivate()).isFalse());
    }

    @Test
    void credentials_by_header_work_too_and_a_scope_narrows() {
        Answer answer = simulators.post(
                "/oauth2/token",
                FORM,
                "grant_type=client_credentials&scope=catalog",
                "Authorization",
                basic("operator:operator-secret"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("scope")).isEqualTo("catalog");
    }

    @Test
    void refusals_have_the_shape_of_the_oauth_standard() {
        Answer wrongSecret = simulators.post(
                "/oauth2/token", FORM, "grant_type=client_credentials&client_id=alice&client_secret=guess");
        assertThat(wrongSecret.status()).isEqualTo(401);
        assertThat(wrongSecret.text("error")).isEqualTo("invalid_client");

        Answer wider = simulators.post(
                "/oauth2/token",
                FORM,
                "grant_type=client_credentials&scope=ops",
                "Authorization",
                basic("alice:alice-secret"));
        assertThat(wider.status()).isEqualTo(400);
        assertThat(wider.text("error")).isEqualTo("invalid_scope");

        Answer secretInUrl = simulators.post(
                "/oauth2/token?client_id=alice&client_secret=alice-secret", FORM, "grant_type=client_credentials");
        assertThat(secretInUrl.status()).isEqualTo(400);
        assertThat(secretInUrl.text("error")).isEqualTo("invalid_request");
    }

    @Test
    void the_discovery_document_leads_to_the_endpoints() {
        Answer answer = simulators.get("/.well-known/openid-configuration");

        assertThat(answer.text("issuer")).isEqualTo(simulators.url(""));
        assertThat(answer.text("token_endpoint")).isEqualTo(simulators.url("/oauth2/token"));
        assertThat(answer.text("jwks_uri")).isEqualTo(simulators.url("/oauth2/jwks"));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes());
    }
}
