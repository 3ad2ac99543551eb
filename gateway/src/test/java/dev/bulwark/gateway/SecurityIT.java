package dev.bulwark.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.bulwark.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

class SecurityIT {

    private static final TestIssuer ISSUER = RunningGateway.ISSUER;

    private final RunningGateway gateway = RunningGateway.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders", "/api/v1/orders/1", "/api/v1/orders/1/stream", "/api/v1/payments/1",
                "/api/v1/shipments/1", "/ops/sagas", "/ops/audit", "/ops/faults"
            })
    void withoutATokenNothingButThePublicPartAnswers(String path) {
        HttpResponse<String> response = gateway.get(path);

        assertProblem(response, 401, "unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(gateway.requestsToServices()).isZero();
    }

    static Stream<Arguments> badTokens() throws JOSEException {
        JWTClaimsSet good = TestIssuer.claims().build();
        String valid = ISSUER.sign(good);
        String[] parts = valid.split("\\.");
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[10] ^= 1;
        return Stream.of(
                Arguments.of(
                        "expired",
                        ISSUER.token(
                                c -> c.expirationTime(Date.from(Instant.now().minusSeconds(10))))),
                Arguments.of("never expires", ISSUER.token(c -> c.expirationTime(null))),
                Arguments.of(
                        "not yet",
                        ISSUER.token(
                                c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(60))))),
                Arguments.of("another audience", ISSUER.token(c -> c.audience("someone-else"))),
                Arguments.of("no audience", ISSUER.token(c -> c.audience((String) null))),
                Arguments.of("another issuer", ISSUER.token(c -> c.issuer("http://evil.test"))),
                Arguments.of("no subject", ISSUER.token(c -> c.subject(null))),
                Arguments.of("another key, same id", new TestIssuer("k1").sign(good)),
                Arguments.of("unknown key", new TestIssuer("k2").sign(good)),
                Arguments.of("alg none", new PlainJWT(good).serialize()),
                Arguments.of("alg none, but signed", header("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]),
                Arguments.of("HS256 with the public key", hmac(good)),
                Arguments.of("RS384", rs384(good)),
                Arguments.of("changed signature", parts[0] + "." + parts[1] + "." + encode(signature)),
                Arguments.of("changed claims", parts[0] + "." + header("{\"sub\":\"root\"}") + "." + parts[2]),
                Arguments.of("no signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("garbage", "garbage"),
                Arguments.of("dots", "a.b.c"),
                Arguments.of("an ID token type", typed(good)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIsRefused(String what, String token) {
        HttpResponse<String> response =
                gateway.send(gateway.request("GET", "/api/v1/orders").header("Authorization", "Bearer " + token));

        assertProblem(response, 401, "unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(gateway.requestsToServices()).isZero();
    }

    private static final List<List<String>> ODD_HEADERS =
            List.of(List.of("Basic YWxpY2U6YWxpY2U="), List.of("Bearer"), List.of("Bearer  "), List.of("Bearer a b"));

    @ParameterizedTest
    @FieldSource("ODD_HEADERS")
    void anOddAuthorizationHeaderIsRefused(List<String> values) {
        HttpRequest.Builder request = gateway.request("GET", "/api/v1/orders");
        values.forEach(value -> request.header("Authorization", value));

        HttpResponse<String> response = gateway.send(request);

        assertProblem(response, 401, "unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
    }

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvSource({
        "GET, /ops/sagas, ops",
        "GET, /ops/audit, ops",
        "GET, /ops/orders/outbox, ops",
        "GET, /ops/payments/outbox, ops",
        "GET, /ops/inventory/outbox, ops",
        "GET, /ops/shipping/outbox, ops",
        "PUT, /ops/faults/psp, ops",
        "POST, /api/v1/payments/1/refunds, ops",
        "POST, /api/v1/products, catalog",
        "POST, /api/v1/products/SKU-0001/restocks, catalog"
    })
    void aScopeIsNeeded(String method, String path, String scope) {
        String other = ISSUER.token("opsx xops internal " + (scope.equals("ops") ? "catalog" : "ops"));
        HttpResponse<String> refused =
                gateway.send(gateway.request(method, path).header("Authorization", "Bearer " + other));

        assertProblem(refused, 403, "forbidden");
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
        assertThat(gateway.requestsToServices()).isZero();

        String right = ISSUER.token("catalog ops");
        assertThat(gateway.send(gateway.request(method, path).header("Authorization", "Bearer " + right))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKnownTokenWithoutTheScopeIsStillRefused() {
        String token = ISSUER.token("");
        assertThat(gateway.send(gateway.request("GET", "/api/v1/orders").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);

        assertProblem(
                gateway.send(gateway.request("GET", "/ops/audit").header("Authorization", "Bearer " + token)),
                403,
                "forbidden");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /api/v1/products",
        "GET, /api/v1/products/SKU-0001",
        "HEAD, /api/v1/products",
        "POST, /oauth2/token",
        "GET, /oauth2/jwks",
        "POST, /webhooks/psp",
        "GET, /docs/index.html"
    })
    void thePublicPartNeedsNoToken(String method, String path) {
        assertThat(gateway.send(gateway.request(method, path)).statusCode()).isEqualTo(200);
    }

    @Test
    void aBadTokenIsBadOnAPublicRouteTooUnlessItIsNotOurs() {
        assertProblem(
                gateway.send(gateway.request("GET", "/api/v1/products").header("Authorization", "Bearer x")),
                401,
                "unauthorized");
        assertThat(gateway.send(gateway.request("POST", "/oauth2/token").header("Authorization", "Basic YTpi"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.request("POST", "/webhooks/psp").header("Authorization", "Bearer x"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthIsPublicOnTheManagementPortAlone(String path) {
        HttpResponse<String> response = gateway.manage(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"status\":\"UP\"");
    }

    @Test
    void theMetersTellRouteAndStatus() {
        gateway.get("/api/v1/products");
        gateway.get("/api/v1/orders");

        HttpResponse<String> response = gateway.manage("/actuator/prometheus");

        assertThat(response.body())
                .contains("bulwark_gateway_requests_seconds_count{route=\"products\",status=\"200\"}")
                .contains("bulwark_gateway_requests_seconds_count{route=\"orders\",status=\"401\"}");
    }

    private static String hmac(JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
        jwt.sign(new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()));
        return jwt.serialize();
    }

    private static String rs384(JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS384).keyID("k1").build(), claims);
        jwt.sign(new RSASSASigner(ISSUER.key()));
        return jwt.serialize();
    }

    private static String typed(JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("k1")
                        .type(new com.nimbusds.jose.JOSEObjectType("dpop+jwt"))
                        .build(),
                claims);
        jwt.sign(new RSASSASigner(ISSUER.key()));
        return jwt.serialize();
    }

    private static String header(String json) {
        return encode(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
