package dev.bulwark.gateway;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.bulwark.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

class RoutingIT {

    private final RunningGateway gateway = RunningGateway.fresh();

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource({
        "GET, /api/v1/orders, orders",
        "POST, /api/v1/orders, orders",
        "GET, /api/v1/orders/1/events, orders",
        "GET, /api/v1/orders/1/stream, orders",
        "POST, /api/v1/orders/1/cancel, orders",
        "DELETE, /api/v1/customers/me/personal-data, orders",
        "GET, /api/v1/products, inventory",
        "GET, /api/v1/products/SKU-0001, inventory",
        "POST, /api/v1/products, inventory",
        "POST, /api/v1/products/SKU-0001/restocks, inventory",
        "GET, /api/v1/payments/1, payments",
        "POST, /api/v1/payments/1/refunds, payments",
        "POST, /webhooks/psp, payments",
        "GET, /api/v1/shipments/1, shipping",
        "GET, /ops/sagas, sagas",
        "POST, /ops/sagas/1/retry, sagas",
        "GET, /ops/sagas/dead-letters, sagas",
        "POST, /ops/sagas/dead-letters/redrive, sagas",
        "GET, /ops/sagas/outbox, sagas",
        "GET, /ops/orders/dead-letters, orders",
        "GET, /ops/orders/dead-letters/order-commands-1, orders",
        "GET, /ops/payments/outbox, payments",
        "POST, /ops/payments/outbox/unblock, payments",
        "DELETE, /ops/inventory/dead-letters/inventory-commands-1, inventory",
        "GET, /ops/shipping/dead-letters, shipping",
        "GET, /ops/audit, sagas",
        "GET, /ops/orders/outbox, orders",
        "POST, /ops/payments/dead-letters/redrive, payments",
        "GET, /ops/inventory/outbox, inventory",
        "GET, /ops/shipping/outbox, shipping",
        "PUT, /ops/faults/psp, simulators",
        "POST, /oauth2/token, simulators",
        "GET, /oauth2/jwks, simulators",
        "GET, /.well-known/openid-configuration, simulators"
    })
    void aPathLeadsToItsService(String method, String path, String service) {
        HttpResponse<String> response = gateway.send(gateway.request(method, path + "?a=%C3%A4&b=1+2")
                .header("Authorization", "Bearer " + RunningGateway.ISSUER.token("ops catalog")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"service\":\"" + service + "\"}");
        FakeService.Received received = gateway.service(service).onlyRequest();
        assertThat(received.method()).isEqualTo(method);
        assertThat(received.uri()).isEqualTo(path + "?a=%C3%A4&b=1+2");
        assertThat(gateway.requestsToServices()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/orders/1",
                "/psp/charges",
                "/carrier/bookings",
                "/actuator",
                "/actuator/health",
                "/actuator/gateway/routes",
                "/v3/api-docs",
                "/api/v1/unknown",
                "/api/v1/order-imports",
                "/api/v1/shipments/1/label",
                "/ops/projections",
                "/ops",
                "/ops/routes/unknown",
                "/ops/auditx",
                "/api/v1/orders/../../../internal/orders/1",
                "/api/v1/orders/%2e%2e/%2e%2e/internal",
                "/api/v1/orders/..;/internal",
                "/api/v1//orders",
                "/api/v1/orders;jsessionid=1",
                "/oauth2/..%2finternal/x",
                "/webjars/swagger-ui/index.html"
            })
    void whatIsNotListedIsNeverRouted(String path) {
        HttpResponse<String> response = gateway.send(gateway.request("GET", path)
                .header("Authorization", "Bearer " + RunningGateway.ISSUER.token("ops catalog internal")));

        assertProblem(response, 404, "not-found");
        assertThat(gateway.requestsToServices()).isZero();
    }

    @ParameterizedTest(name = "{0} {1} → Allow: {2}")
    @CsvSource({
        "GET, /webhooks/psp, 'OPTIONS, POST'",
        "POST, /openapi, 'GET, HEAD, OPTIONS'",
        "TRACE, /api/v1/orders, 'GET, HEAD, OPTIONS, POST'",
        "PUT, /api/v1/products, 'GET, HEAD, OPTIONS, POST'",
        "DELETE, /api/v1/orders/1, 'GET, HEAD, OPTIONS'"
    })
    void aMethodThatNoRouteTakesIs405(String method, String path, String allowed) {
        HttpResponse<String> response = gateway.send(gateway.authorized(method, path));

        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(gateway.requestsToServices()).isZero();
    }

    @Test
    void headGetsTheHeadersOnly() {
        assertThat(gateway.send(gateway.request("HEAD", "/api/v1/products")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = gateway.send(gateway.request("HEAD", "/internal"));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).isEmpty();
    }

    @Test
    void aServicesOwnRefusalComesThroughUntouched() {
        gateway.service("orders").answers(FakeService.answering(422, "{\"type\":\"/problems/unknown-product\"}"));

        HttpResponse<String> response = gateway.send(gateway.authorized("POST", "/api/v1/orders"));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).isEqualTo("{\"type\":\"/problems/unknown-product\"}");
    }
}
