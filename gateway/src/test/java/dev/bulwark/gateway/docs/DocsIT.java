package dev.bulwark.gateway.docs;

import java.net.http.HttpResponse;

import dev.bulwark.gateway.FakeService;
import dev.bulwark.gateway.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DocsIT {

    private final RunningGateway gateway = RunningGateway.fresh();

    @Test
    void theServicesDocumentsAreOneAndAnAbsentServiceIsNamed() {
        gateway.service("orders").answers(FakeService.answering(200, """
                {"openapi":"3.1.0","paths":{"/api/v1/orders":{"post":{"operationId":"place"}},
                 "/internal/orders":{"get":{"operationId":"secret"}}}}"""));
        gateway.service("shipping").answers(FakeService.answering(503, "{}"));

        HttpResponse<String> response = gateway.get("/openapi");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode document = RunningGateway.json(response);
        assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/paths/~1api~1v1~1orders/post/operationId").asString())
                .isEqualTo("placeOrder");
        assertThat(document.get("paths").has("/internal/orders")).isFalse();
        assertThat(document.get("x-missing")).map(JsonNode::asString).containsExactly("shipping");
        assertThat(gateway.service("orders").onlyRequest().uri()).isEqualTo("/v3/api-docs");
        assertThat(gateway.get("/openapi").body()).isEqualTo(response.body());
        assertThat(gateway.service("orders").received()).hasSize(1);
        HttpResponse<String> head = gateway.send(gateway.request("HEAD", "/openapi"));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aServiceThatPublishesNothingIsNotMissing() {
        gateway.service("simulators").answers(FakeService.answering(404, "{}"));

        JsonNode document = RunningGateway.json(gateway.get("/openapi"));

        assertThat(document.get("x-missing")).map(JsonNode::asString).doesNotContain("simulators");
        assertThat(document.get("x-development-clients"))
                .map(JsonNode::asString)
                .contains("alice", "operator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/index.html", "/docs/start.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"})
    void thePageComesFromHere(String path) {
        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isNotBlank();
        assertThat(response.headers().firstValue("X-Correlation-Id")).isPresent();
    }

    @Test
    void theShortAddressLeadsToThePage() {
        HttpResponse<String> response = gateway.get("/docs");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).hasValue("/docs/index.html");
        HttpResponse<String> root = gateway.get("/");
        assertThat(root.statusCode()).isEqualTo(307);
        assertThat(root.headers().firstValue("Location")).hasValue("/docs");
        assertThat(gateway.get("/docs/index.html").body()).doesNotContain("https://");
        assertThat(gateway.get("/docs/nothing.js").statusCode()).isEqualTo(404);
    }
}
