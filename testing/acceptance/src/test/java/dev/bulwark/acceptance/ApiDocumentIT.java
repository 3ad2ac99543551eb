package dev.bulwark.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.bulwark.acceptance.client.Bulwark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the platform publishes of its API is complete and works as it is shown. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(16)
class ApiDocumentIT {

    /** The services describe themselves when they are first asked, which takes a while on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<String> TAGS = Set.of("Orders", "Products", "Payments", "Shipments", "Operations");

    private final Bulwark bulwark;
    private final JsonNode document;

    ApiDocumentIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.document = await().atMost(PATIENCE)
                .until(
                        () -> bulwark.gateway().get("/openapi").send(),
                        answer -> answer.status() == 200
                                && answer.json().path("x-missing").isEmpty())
                .json();
    }

    private record Operation(String name, JsonNode json) {

        @Override
        public String toString() {
            return name;
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry(
                        (method, operation) -> operations.add(new Operation(method + ' ' + path, operation))));
        return operations;
    }

    @Test
    void opensOnPlacingAnOrder() {
        assertThat(document.path("paths").propertyNames()).first().isEqualTo("/api/v1/orders");
        assertThat(operations()).first().hasToString("post /api/v1/orders");
    }

    @Test
    void everyOperationIsDescribed() {
        assertThat(operations()).hasSizeGreaterThan(20).allSatisfy(operation -> {
            JsonNode json = operation.json();
            assertThat(json.path("summary").asString("")).isNotBlank();
            assertThat(json.path("tags")).map(JsonNode::asString).hasSize(1).allMatch(TAGS::contains);
            assertThat(json.path("parameters"))
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .as("%s", parameter.path("name"))
                            .isNotBlank());
            assertThat(json.path("responses").propertyNames())
                    .contains("503", "504")
                    .anyMatch(status -> status.startsWith("2"));
        });
        assertThat(operations())
                .extracting(operation -> operation.json().path("operationId").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as("%s", reference)
                        .isFalse());
    }

    @Test
    void theExamplesWorkAsTheyAre() {
        Map<String, String> callers = Map.of("/api/v1/orders", "alice", "/ops/orders/dead-letters/redrive", "operator");
        callers.forEach((path, client) -> {
            JsonNode operation = document.path("paths")
                    .path(path.replace("/ops/orders/", "/ops/{service}/"))
                    .path("post");
            JsonNode example = operation
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("example");
            int status = bulwark.gateway()
                    .post(path)
                    .bearer(bulwark.token(client))
                    .key("example-" + System.nanoTime())
                    .json(example)
                    .send()
                    .status();
            assertThat(operation.path("responses").propertyNames()).contains(Integer.toString(status));
            assertThat(status).as(path).isBetween(200, 299);
        });
    }
}
