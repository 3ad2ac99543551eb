package dev.bulwark.platform.http.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class BearerTokensIT extends SampleService {

    @Value("${local.management.port}")
    private int managementPort;

    Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("no token at all", "x.y.z"),
                Arguments.of("algorithm none", tokens.unsigned(tokens.claims("alice", "standard", "ops"))),
                Arguments.of("HMAC", hs256(tokens.claims("alice", "standard", "ops"))),
                Arguments.of("another key", tokens.forged(tokens.claims("alice", "standard"))),
                Arguments.of("expired", tokens.expired("alice")),
                Arguments.of("no expiry", without("exp")),
                Arguments.of("no subject", without("sub")),
                Arguments.of("no audience", without("aud")),
                Arguments.of("no issuer", without("iss")),
                Arguments.of("another audience", with("aud", List.of("elsewhere"))),
                Arguments.of("another issuer", with("iss", "https://elsewhere.example")),
                Arguments.of(
                        "not yet valid",
                        with("nbf", Instant.now().plusSeconds(600).getEpochSecond())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefused(String why, String token) {
        for (String path : List.of("/caller", "/open")) {
            Answer answer = send(request(path).header("Authorization", "Bearer " + token));
            assertThat(answer.status()).as(why).isEqualTo(401);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(answer.slug()).isEqualTo("/problems/unauthorized");
            assertThat(answer.json().path("traceId").asString()).isNotBlank();
            assertThat(answer.text()).doesNotContain("Jwt", "Exception", "alg");
        }
    }

    @Test
    void withoutTokenOnlyTheOpenIsReachable() {
        assertThat(send(request("/open")).json().path("caller").asString()).isEqualTo("nobody");
        Answer answer = send(request("/caller"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(send(request("/v3/api-docs")).status()).isEqualTo(200);
        assertThat(send(request("/v3/api-docs")).text())
                .contains("/things")
                .doesNotContain("\"/error\"", "\"name\":\"caller\"");
    }

    @Test
    void theCallerIsWhoTheTokenSays() {
        Answer partner = send(request("/caller").header("Authorization", "Bearer " + tokens.partner("acme")));
        assertThat(partner.json().path("subject").asString()).isEqualTo("acme");
        assertThat(partner.json().path("tier").asString()).isEqualTo("partner");
        Answer odd = send(request("/caller").header("Authorization", "Bearer " + with("tier", "emperor")));
        assertThat(odd.json().path("tier").asString()).isEqualTo("standard");
    }

    @Test
    void scopesOpenWhatTheyShould() {
        assertThat(status("/ops/thing", "ops")).isEqualTo(200);
        assertThat(status("/ops/thing", "internal")).isEqualTo(403);
        assertThat(status("/internal/thing", "internal")).isEqualTo(200);
        assertThat(status("/internal/thing", "ops")).isEqualTo(403);
        assertThat(post("/catalog/items", "catalog").status()).isEqualTo(200);
        Answer denied = post("/catalog/items", "ops");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(denied.slug()).isEqualTo("/problems/forbidden");
    }

    @Test
    void aStreamSurvivesItsSecondDispatch() {
        Answer answer = send(asAlice("/stream"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("data:one");
    }

    @Test
    void noSessionIsMade() {
        assertThat(send(asAlice("/caller")).header("Set-Cookie")).isEmpty();
    }

    @Test
    void theManagementPortIsOpenForWhatWatchesIt() {
        RestClient management = RestClient.create("http://localhost:" + managementPort);
        assertThat(management.get().uri("/actuator/health").retrieve().body(String.class))
                .contains("UP");
    }

    private int status(String path, String scope) {
        return send(request(path).header("Authorization", "Bearer " + tokens.scoped("someone", scope)))
                .status();
    }

    private Answer post(String path, String scope) {
        return send(request(path)
                .header("Authorization", "Bearer " + tokens.scoped("someone", scope))
                .POST(BodyPublishers.noBody()));
    }

    private String without(String claim) {
        Map<String, Object> claims = tokens.claims("alice", "standard");
        claims.remove(claim);
        return tokens.sign(claims);
    }

    private String with(String claim, Object value) {
        Map<String, Object> claims = tokens.claims("alice", "standard");
        claims.put(claim, value);
        return tokens.sign(claims);
    }

    private static String hs256(Map<String, Object> claims) {
        try {
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            String head =
                    base64.encodeToString("{\"alg\":\"HS256\",\"kid\":\"test-key\"}".getBytes(StandardCharsets.UTF_8));
            String body = head + "." + base64.encodeToString(JsonMapper.shared().writeValueAsBytes(claims));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return body + "." + base64.encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
