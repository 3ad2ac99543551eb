package dev.bulwark.gateway.docs;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiDescriptionTest {

    private static final String DOCUMENT = """
            {"openapi":"3.1.0","components":{"schemas":{
               "OrderBody":{"type":"object","properties":{"total":{"$ref":"#/components/schemas/Money"}}},
               "Money":{"type":"object"},"Internal":{"type":"object"},
               "Page":{"type":"object","properties":{"payload":{"$ref":"#/components/schemas/JsonNode"}}},
               "JsonNode":{"type":"object","properties":{"array":{"type":"boolean"}}}}},
             "paths":{
               "/ops/sagas/outbox":{"get":{"responses":{"200":{"content":{"*/*":{"schema":{"$ref":"#/components/schemas/Page"}}}}},
                 "security":[{"oauth2":["ops"]},{"bearer":[]}]}},
               "/ops/orders/outbox":{"get":{"responses":{"200":{}},"security":[{"oauth2":["ops"]},{"bearer":[]}]}},
               "/ops/sagas/{id}":{"get":{"responses":{"200":{}},"security":[{"oauth2":["ops"]}],
                 "parameters":[{"name":"id","in":"path","required":true}]}},
               "/api/v1/unheard-of":{"get":{"tags":["new-controller"],"responses":{"200":{}}}},
               "/api/v1/orders/{id}":{"get":{"responses":{"200":{}},"security":[{"oauth2":[]},{"bearer":[]}],
                 "parameters":[{"name":"id","in":"path","required":true},{"name":"If-None-Match","in":"header"},
                               {"name":"asOf","in":"query"}]}},
               "/api/v1/orders":{"post":{"tags":["order-controller"],"security":[{"oauth2":[]},{"bearer":[]}],
                 "requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}},
                 "responses":{"200":{"description":"OK","content":{"*/*":{"schema":{"type":"object"}}}}}}}}}""";

    private final ObjectNode document = (ObjectNode) new JsonMapper().readTree(DOCUMENT);

    @BeforeEach
    void describe() throws IOException {
        ApiDescription.load(new JsonMapper()).applyTo(document);
    }

    @Test
    void whatACustomerDoesComesFirst() {
        assertThat(document.path("tags"))
                .extracting(tag -> tag.path("name").asString())
                .containsExactly("Orders", "Products", "Payments", "Shipments", "Operations");
        assertThat(document.path("tags"))
                .allSatisfy(
                        tag -> assertThat(tag.path("description").asString()).endsWith("."));
        assertThat(document.path("paths").propertyNames())
                .containsExactly(
                        "/api/v1/orders",
                        "/api/v1/orders/{id}",
                        "/ops/sagas/{id}",
                        "/ops/{service}/outbox",
                        "/api/v1/unheard-of");
    }

    @Test
    void placingAnOrderHasEverythingToTryItOut() {
        JsonNode place = document.at("/paths/~1api~1v1~1orders/post");

        assertThat(place.path("operationId").asString()).isEqualTo("placeOrder");
        assertThat(place.at("/tags/0").asString()).isEqualTo("Orders");
        assertThat(place.at("/parameters/0/name").asString()).isEqualTo("Idempotency-Key");
        assertThat(place.at("/requestBody/content/application~1json/example/paymentMethod")
                        .asString())
                .isEqualTo("pm_card_ok");
        assertThat(place.at("/responses/201/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/OrderBody");
        assertThat(place.path("responses").propertyNames())
                .containsExactly("201", "400", "401", "409", "413", "414", "415", "422", "431", "503", "504");
        assertThat(place.at("/responses/409/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
    }

    @Test
    void everyParameterIsDescribedAndAnswersFollowFromTheOperation() {
        JsonNode read = document.at("/paths/~1api~1v1~1orders~1{id}/get");

        assertThat(read.path("parameters"))
                .hasSize(3)
                .allSatisfy(parameter ->
                        assertThat(parameter.path("description").asString("")).isNotBlank());
        assertThat(read.path("responses").propertyNames())
                .containsExactly("200", "304", "400", "401", "404", "414", "431", "503", "504");
        assertThat(document.at("/components/responses/404/content/application~1problem+json")
                        .isMissingNode())
                .isFalse();
        assertThat(document.at("/components/responses/304").has("content")).isFalse();
    }

    @Test
    void whatEveryServiceHasIsOneOperationWithTheServiceAsParameter() {
        JsonNode outbox = document.at("/paths/~1ops~1{service}~1outbox/get");

        assertThat(outbox.at("/parameters/0/name").asString()).isEqualTo("service");
        assertThat(outbox.at("/parameters/0/schema/enum"))
                .map(JsonNode::asString)
                .containsExactly("orders", "sagas");
        assertThat(outbox.path("responses").propertyNames()).contains("403").doesNotContain("404");
    }

    @Test
    void schemasThatNothingRefersToAreLeftOut() {
        assertThat(document.at("/components/schemas").propertyNames())
                .contains("OrderBody", "Money", "Problem")
                .doesNotContain("Internal");
    }
}
