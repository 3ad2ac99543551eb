package dev.bulwark.simulators.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TokenRequestTest {

    @ParameterizedTest
    @CsvSource({
        "alice, standard, orders",
        "bob, standard, orders",
        "acme, partner, orders",
        "merchant, standard, catalog orders",
        "operator, standard, ops catalog orders",
        "order-service, standard, internal",
        "payment-service, standard, internal",
        "shipping-service, standard, internal",
        "saga-orchestrator, standard, internal"
    })
    void every_client_has_its_tier_and_scopes(String id, String tier, String scopes) {
        TokenRequest request = TokenRequest.read(form("client_id", id, "client_secret", id + "-secret"), null);

        assertThat(request.client().id()).isEqualTo(id);
        assertThat(request.client().tier()).isEqualTo(tier);
        assertThat(String.join(" ", request.scopes())).isEqualTo(scopes);
    }

    @Test
    void takes_credentials_by_http_basic() {
        assertThat(TokenRequest.read(form(), basic("alice:alice-secret"))
                        .client()
                        .id())
                .isEqualTo("alice");
        assertThat(TokenRequest.read(form("client_id", "alice"), basic("%61lice:alice%2Dsecret"))
                        .client()
                        .id())
                .isEqualTo("alice");
    }

    @Test
    void a_scope_parameter_can_only_narrow() {
        Map<String, List<String>> narrow =
                form("client_id", "operator", "client_secret", "operator-secret", "scope", "catalog  ops catalog");
        assertThat(TokenRequest.read(narrow, null).scopes()).containsExactly("catalog", "ops");

        Map<String, List<String>> widen =
                form("client_id", "alice", "client_secret", "alice-secret", "scope", "orders ops");
        assertThat(refusal(widen, null)).isEqualTo(TokenRefusal.Reason.INVALID_SCOPE);
    }

    @Test
    void wrong_credentials_are_an_invalid_client_whatever_is_wrong_with_them() {
        assertThat(refusal(form("client_id", "alice", "client_secret", "bob-secret"), null))
                .isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
        assertThat(refusal(form("client_id", "mallory", "client_secret", "mallory-secret"), null))
                .isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
        assertThat(refusal(form("client_id", "alice"), null)).isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
        assertThat(refusal(form(), null)).isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
        assertThat(refusal(form(), basic("alice"))).isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
        assertThat(refusal(form(), basic("alice:%zz"))).isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
        assertThat(refusal(form(), "Basic !!")).isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
        assertThat(refusal(form(), "Bearer x")).isEqualTo(TokenRefusal.Reason.INVALID_CLIENT);
    }

    @Test
    void a_request_that_contradicts_itself_is_invalid() {
        Map<String, List<String>> twice = form("client_secret", "alice-secret");
        twice.put("client_id", List.of("alice", "bob"));
        assertThat(refusal(twice, null)).isEqualTo(TokenRefusal.Reason.INVALID_REQUEST);
        assertThat(refusal(form("client_secret", "alice-secret"), basic("alice:alice-secret")))
                .isEqualTo(TokenRefusal.Reason.INVALID_REQUEST);
        assertThat(refusal(form("client_id", "bob"), basic("alice:alice-secret")))
                .isEqualTo(TokenRefusal.Reason.INVALID_REQUEST);
    }

    @Test
    void knows_one_grant() {
        Map<String, List<String>> password = form("client_id", "alice", "client_secret", "alice-secret");
        password.put("grant_type", List.of("password"));
        assertThat(refusal(password, null)).isEqualTo(TokenRefusal.Reason.UNSUPPORTED_GRANT_TYPE);
        password.remove("grant_type");
        assertThat(refusal(password, null)).isEqualTo(TokenRefusal.Reason.INVALID_REQUEST);
    }

    private static TokenRefusal.Reason refusal(Map<String, List<String>> form, @Nullable String authorization) {
        return catchThrowableOfType(TokenRefusal.class, () -> TokenRequest.read(form, authorization))
                .reason();
    }

    private static Map<String, List<String>> form(String... namesAndValues) {
        Map<String, List<String>> form = new HashMap<>(Map.of("grant_type", List.of("client_credentials")));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return form;
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
