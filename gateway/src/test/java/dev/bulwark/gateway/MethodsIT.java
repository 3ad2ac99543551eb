package dev.bulwark.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.bulwark.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** HEAD answers as GET does, and OPTIONS says what a path answers to. */
class MethodsIT {

    private final RunningGateway gateway = RunningGateway.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/docs/",
                "/docs/index.html",
                "/docs/swagger-ui.css",
                "/docs/nothing",
                "/api/v1/products",
                "/api/v1/products/SKU-0001",
                "/api/v1/products/SKU-0001/reviews",
                "/api/v1/orders",
                "/api/v1/orders/1",
                "/api/v1/orders/1/events",
                "/api/v1/orders/1/stream",
                "/api/v1/orders/1/cancel",
                "/api/v1/payments/1",
                "/api/v1/shipments/1",
                "/webhooks/psp",
                "/ops/sagas",
                "/ops/audit",
                "/oauth2/jwks",
                "/oauth2/token",
                "/.well-known/openid-configuration",
                "/nothing"
            })
    void headAnswersAsGetDoes(String path) {
        String token = RunningGateway.ISSUER.token("ops catalog");
        for (List<String> headers : List.of(List.of("Accept", "*/*"), List.of("Authorization", "Bearer " + token))) {
            HttpResponse<String> get =
                    gateway.send(gateway.request("GET", path).headers(headers.toArray(String[]::new)));
            HttpResponse<String> head =
                    gateway.send(gateway.request("HEAD", path).headers(headers.toArray(String[]::new)));
            assertSame(head, get);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/nothing"
            })
    void headAnswersAsGetDoesOnTheManagementPort(String path) {
        assertSame(gateway.manage("HEAD", path), gateway.manage("GET", path));
    }

    private static void assertSame(HttpResponse<String> head, HttpResponse<String> get) {
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "Location", "Allow", "WWW-Authenticate")) {
            assertThat(head.headers().allValues(name))
                    .as(name)
                    .isEqualTo(get.headers().allValues(name));
        }
    }

    @Test
    void headOfAStreamEndsWithItsHeaders() {
        gateway.service("orders").answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        HttpResponse<String> head = gateway.send(gateway.authorized("HEAD", "/api/v1/orders/1/stream"));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(gateway.service("orders").onlyRequest().method()).isEqualTo("HEAD");
    }

    @ParameterizedTest(name = "OPTIONS {0} → {1}")
    @CsvSource({
        "/, 'GET, HEAD, OPTIONS'",
        "/openapi, 'GET, HEAD, OPTIONS'",
        "/api/v1/products, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1/products/SKU-0001, 'GET, HEAD, OPTIONS'",
        "/api/v1/products/SKU-0001/restocks, 'OPTIONS, POST'",
        "/api/v1/orders, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1/orders/1, 'GET, HEAD, OPTIONS'",
        "/api/v1/orders/1/stream, 'GET, HEAD, OPTIONS'",
        "/api/v1/orders/1/cancel, 'OPTIONS, POST'",
        "/api/v1/customers/me/personal-data, 'DELETE, OPTIONS'",
        "/webhooks/psp, 'OPTIONS, POST'",
        "/ops/faults/psp, 'OPTIONS, PUT'",
        "/ops/orders/dead-letters/1, 'DELETE, GET, HEAD, OPTIONS'",
        "/ops/orders/dead-letters/redrive, 'DELETE, GET, HEAD, OPTIONS, POST'",
        "/oauth2/token, 'OPTIONS, POST'"
    })
    void optionsNeedsNoTokenAndNamesEveryMethod(String path, String allowed) {
        HttpResponse<String> options = gateway.send(gateway.request("OPTIONS", path));
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().allValues("Allow")).containsExactly(allowed);
        assertThat(options.headers().firstValue("X-Correlation-Id")).isPresent();
        HttpResponse<String> wrong = gateway.send(gateway.request("FOO", path));
        assertProblem(wrong, 405, "method-not-allowed");
        assertThat(wrong.headers().allValues("Allow")).containsExactly(allowed);
        assertThat(gateway.requestsToServices()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/api/v1/products/", "/internal/keys/1"})
    void optionsOfWhatIsNotThere(String path) {
        assertProblem(gateway.send(gateway.request("OPTIONS", path)), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/products/",
                "/api/v1/products/SKU-0001/",
                "/api/v1/products/SKU-0001/reviews",
                "/api/v1/products/SKU-0001/restocks/1",
                "/api/v1/productsx",
                "/api/v1/orders/",
                "/api/v1/orders/1/nothing",
                "/docs/a/b",
                "/openapi/",
                "/oauth2/",
                "/oauth2/authorize",
                "/.well-known/nothing",
                "/webhooks/",
                "/webhooks/other",
                "/ops/",
                "/ops/orders"
            })
    void whatIsNotThereIs404WithAndWithoutToken(String path) {
        for (String method : List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS")) {
            HttpRequest.Builder authorized = gateway.authorized(method, path);
            assertThat(gateway.send(gateway.request(method, path)).statusCode()).isEqualTo(404);
            assertThat(gateway.send(authorized).statusCode()).isEqualTo(404);
        }
        assertThat(gateway.requestsToServices()).isZero();
    }
}
