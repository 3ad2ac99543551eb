package dev.bulwark.simulators.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bulwark.platform.core.security.SecurityProperties;
import dev.bulwark.simulators.SimulatorsMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The three endpoints a resource server and its clients need; errors have the shape of RFC 6749, which clients of this one know. */
@RestController
class IdentityController {

    private static final CacheControl KEYS_MAX_AGE = CacheControl.maxAge(Duration.ofMinutes(5));

    private final TokenIssuer issuer;
    private final SecurityProperties expected;
    private final IdentityProperties properties;
    private final MeterRegistry meters;

    IdentityController(
            TokenIssuer issuer, SecurityProperties expected, IdentityProperties properties, MeterRegistry meters) {
        this.issuer = issuer;
        this.expected = expected;
        this.properties = properties;
        this.meters = meters;
    }

    record TokenResponse(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope) {}

    record ErrorResponse(
            String error, @JsonProperty("error_description") String errorDescription) {}

    @PostMapping("/oauth2/token")
    ResponseEntity<TokenResponse> token(
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request) {
        if (request.getQueryString() != null) {
            // A secret in a URL ends up in access logs.
            throw new TokenRefusal(TokenRefusal.Reason.INVALID_REQUEST, "parameters belong into the form");
        }
        TokenRequest accepted = TokenRequest.read(form, authorization);
        SimulatorsMeter.TOKENS.count(meters, "client_credentials", "issued");
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenResponse(
                        issuer.issue(accepted),
                        "Bearer",
                        properties.tokenLifetime().toSeconds(),
                        String.join(" ", accepted.scopes())));
    }

    @ExceptionHandler
    ResponseEntity<ErrorResponse> refused(TokenRefusal refusal) {
        SimulatorsMeter.TOKENS.count(
                meters, "client_credentials", refusal.reason().code());
        boolean unauthorized = refusal.reason() == TokenRefusal.Reason.INVALID_CLIENT;
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        unauthorized ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST)
                .cacheControl(CacheControl.noStore());
        if (unauthorized) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"bulwark\"");
        }
        return answer.body(new ErrorResponse(refusal.reason().code(), refusal.description()));
    }

    @GetMapping("/oauth2/jwks")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok().cacheControl(KEYS_MAX_AGE).body(issuer.publicKeys());
    }

    @GetMapping("/.well-known/openid-configuration")
    Map<String, Object> configuration() {
        return Map.of(
                "issuer", expected.issuer(),
                "token_endpoint", at("/oauth2/token"),
                "jwks_uri", at("/oauth2/jwks"),
                "grant_types_supported", List.of("client_credentials"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"),
                "scopes_supported", List.of("orders", "catalog", "ops", "internal"),
                // Required by OpenID Connect Discovery, though nobody logs in here.
                "response_types_supported", List.of("token"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    /** An address below the issuer. */
    private String at(String path) {
        return expected.issuer().replaceAll("/+$", "") + path;
    }
}
