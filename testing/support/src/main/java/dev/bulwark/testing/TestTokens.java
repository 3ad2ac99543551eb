package dev.bulwark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An identity provider for tests: issues RS256 tokens with the claims of production, serves its public key as a JWKS, and
 * answers the client-credentials grant for services' own tokens ({@code secret = id + "-secret"}, scope {@code internal}).
 * Also makes the tokens a service must refuse.
 */
public final class TestTokens implements AutoCloseable {

    public static final String ISSUER = "http://localhost:8086";
    public static final String AUDIENCE = "bulwark";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static @Nullable TestTokens shared;

    private final RsaSigner signer = new RsaSigner("test-key");
    private final RsaSigner stranger = new RsaSigner("test-key");
    private final HttpServer http;

    private TestTokens(HttpServer http) {
        this.http = http;
    }

    /** One for all tests of this JVM. */
    public static synchronized TestTokens shared() {
        if (shared == null) {
            shared = start();
            AtExit.close(shared);
        }
        return shared;
    }

    public static TestTokens start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestTokens tokens = new TestTokens(http);
            http.createContext(
                    "/oauth2/jwks", exchange -> answer(exchange, 200, Map.of("keys", List.of(tokens.signer.jwk()))));
            http.createContext("/oauth2/token", tokens::grant);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.start();
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String jwksUri() {
        return "http://localhost:" + http.getAddress().getPort() + "/oauth2/jwks";
    }

    public String tokenUri() {
        return "http://localhost:" + http.getAddress().getPort() + "/oauth2/token";
    }

    /** A customer of tier {@code standard} without any scope. */
    public String customer(String subject) {
        return sign(claims(subject, "standard"));
    }

    public String partner(String subject) {
        return sign(claims(subject, "partner"));
    }

    /** With scopes such as {@code ops} or {@code catalog}. */
    public String scoped(String subject, String... scopes) {
        return sign(claims(subject, "standard", scopes));
    }

    /** What one service presents to another. */
    public String internal(String service) {
        return scoped(service, "internal");
    }

    /** A good token's claims, to be changed and given to {@link #sign}. */
    public Map<String, Object> claims(String subject, String tier, String... scopes) {
        Instant now = Instant.now();
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", AUDIENCE);
        claims.put("sub", subject);
        claims.put("tier", tier);
        claims.put("scope", String.join(" ", scopes));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        return claims;
    }

    public String sign(Map<String, Object> claims) {
        return signer.sign(JSON.writeValueAsString(claims));
    }

    /** To be refused: claims the same key id, signed by another key. */
    public String forged(Map<String, Object> claims) {
        return stranger.sign(JSON.writeValueAsString(claims));
    }

    /** To be refused: algorithm {@code none}. */
    public String unsigned(Map<String, Object> claims) {
        return RsaSigner.base64("{\"alg\":\"none\"}") + "." + RsaSigner.base64(JSON.writeValueAsString(claims)) + ".";
    }

    /** To be refused: expired an hour ago. */
    public String expired(String subject) {
        Map<String, Object> claims = claims(subject, "standard");
        claims.put("exp", Instant.now().minus(LIFETIME).getEpochSecond());
        return sign(claims);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void grant(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String[] client = client(exchange.getRequestHeaders().getFirst("Authorization"), form(form));
        if (!client[1].equals(client[0] + "-secret")) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        answer(
                exchange,
                200,
                Map.of(
                        "access_token",
                        internal(client[0]),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        LIFETIME.toSeconds(),
                        "scope",
                        "internal"));
    }

    private static String[] client(@Nullable String authorization, Map<String, String> form) {
        if (authorization != null && authorization.startsWith("Basic ")) {
            String pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return new String[] {pair.substring(0, colon), pair.substring(colon + 1)};
        }
        return new String[] {form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")};
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        try (exchange) {
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
