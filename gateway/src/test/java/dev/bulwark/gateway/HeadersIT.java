package dev.bulwark.gateway;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeadersIT {

    private final RunningGateway gateway = RunningGateway.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/products", "/oauth2/jwks", "/.well-known/openid-configuration"})
    void identityFromOutsideIsDroppedOnEveryRoute(String path) {
        gateway.send(gateway.request("GET", path)
                .header("X-User-Id", "root")
                .header("x-forwarded-for", "10.0.0.1")
                .header("X-Forwarded-Host", "evil")
                .header("X-Forwarded-Anything", "evil")
                .header("Forwarded", "for=10.0.0.1")
                .header("X-Real-IP", "10.0.0.1")
                .header("baggage", "user=root")
                .header("Proxy-Authorization", "Basic x")
                .header("TE", "trailers")
                .header("Accept-Language", "de"));

        FakeService.Received received = gateway.service(path.contains("products") ? "inventory" : "simulators")
                .onlyRequest();
        assertThat(received.headers().keySet())
                .map(String::toLowerCase)
                .contains("accept-language")
                .doesNotContain(
                        "x-user-id",
                        "forwarded",
                        "x-real-ip",
                        "baggage",
                        "proxy-authorization",
                        "te",
                        "x-forwarded-for")
                .noneMatch(name -> name.startsWith("x-forwarded"));
        assertThat(received.header("Host")).startsWith("localhost:");
    }

    @Test
    void theTokenAndTheKeyGoOn() {
        String token = RunningGateway.ISSUER.token("");
        gateway.send(gateway.request("POST", "/api/v1/orders")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", "k-1"));

        FakeService.Received received = gateway.service("orders").onlyRequest();
        assertThat(received.header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(received.header("Idempotency-Key")).isEqualTo("k-1");
    }

    @Test
    void aSaneCorrelationIdGoesThereAndBack() {
        gateway.service("inventory").answers(exchange -> {
            exchange.getResponseHeaders().set("X-Correlation-Id", "the-services-own");
            FakeService.answering(200, "{}").handle(exchange);
        });

        HttpResponse<String> response =
                gateway.send(gateway.request("GET", "/api/v1/products").header("X-Correlation-Id", "My-1.x_2"));

        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("My-1.x_2");
        assertThat(gateway.service("inventory").onlyRequest().headers().get("X-Correlation-Id"))
                .containsExactly("My-1.x_2");
    }

    @Test
    void aBadCorrelationIdIsReplacedEverywhere() {
        HttpResponse<String> response =
                gateway.send(gateway.request("GET", "/api/v1/products").header("X-Correlation-Id", "a b{c}"));

        String id = response.headers().firstValue("X-Correlation-Id").orElseThrow();
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(gateway.service("inventory").onlyRequest().header("X-Correlation-Id"))
                .isEqualTo(id);
    }

    @Test
    void anErrorCarriesTheCallersCorrelationAndTrace() {
        HttpResponse<String> response = gateway.send(gateway.request("GET", "/nothing")
                .header("X-Correlation-Id", "mine")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(response.headers().allValues("X-Correlation-Id")).containsExactly("mine");
        assertThat(RunningGateway.json(response).get("traceId").asString())
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void theTraceGoesOnAsAChildWithItsState() {
        gateway.send(gateway.request("GET", "/api/v1/products")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")
                .header("tracestate", "vendor=1"));

        FakeService.Received received = gateway.service("inventory").onlyRequest();
        assertThat(received.header("traceparent"))
                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00")
                .doesNotContain("b7ad6b7169203331");
        assertThat(received.header("tracestate")).isEqualTo("vendor=1");
    }

    @Test
    void aBrokenTraceStartsANewOneWithoutItsState() {
        gateway.send(gateway.request("GET", "/api/v1/products")
                .header("traceparent", "00-garbage")
                .header("tracestate", "vendor=1"));

        FakeService.Received received = gateway.service("inventory").onlyRequest();
        assertThat(received.headers().get("traceparent")).hasSize(1);
        assertThat(received.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(received.header("tracestate")).isNull();
    }
}
