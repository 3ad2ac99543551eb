package dev.bulwark.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Judged by the decoder that the services use. */
class TestTokensTest {

    private static final TestTokens tokens = TestTokens.start();

    private final NimbusJwtDecoder decoder =
            NimbusJwtDecoder.withJwkSetUri(tokens.jwksUri()).build();

    @AfterAll
    static void stop() {
        tokens.close();
    }

    @Test
    void a_good_token_passes_with_the_claims_of_production() {
        Jwt jwt = decoder.decode(tokens.scoped("operator", "ops", "catalog"));

        assertThat(jwt.getSubject()).isEqualTo("operator");
        assertThat(jwt.getAudience()).containsExactly("bulwark");
        assertThat(jwt.getClaimAsString("iss")).isEqualTo("http://localhost:8086");
        assertThat(jwt.getClaimAsString("scope")).isEqualTo("ops catalog");
        assertThat(decoder.decode(tokens.partner("acme")).getClaimAsString("tier"))
                .isEqualTo("partner");
        assertThat(decoder.decode(tokens.customer("alice")).getClaimAsString("tier"))
                .isEqualTo("standard");
    }

    @Test
    void bad_tokens_are_refused() {
        var claims = tokens.claims("alice", "standard");

        assertThatThrownBy(() -> decoder.decode(tokens.forged(claims))).isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> decoder.decode(tokens.unsigned(claims))).isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> decoder.decode(tokens.expired("alice"))).isInstanceOf(JwtException.class);
    }

    @Test
    void a_service_gets_its_token_by_client_credentials_in_form_or_header() throws Exception {
        String inForm =
                grant("grant_type=client_credentials&client_id=order-service&client_secret=order-service-secret", "");
        String inHeader = grant("grant_type=client_credentials", "saga-orchestrator:saga-orchestrator-secret");

        assertThat(decoder.decode(inForm).getSubject()).isEqualTo("order-service");
        assertThat(decoder.decode(inHeader).getClaimAsString("scope")).isEqualTo("internal");
        assertThatThrownBy(() -> grant("grant_type=client_credentials", "order-service:guess"))
                .hasMessage("401");
    }

    private static String grant(String form, String basic) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(tokens.tokenUri()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!basic.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic.getBytes()));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(String.valueOf(response.statusCode()));
            }
            return JsonMapper.shared()
                    .readTree(response.body())
                    .get("access_token")
                    .asString();
        }
    }
}
