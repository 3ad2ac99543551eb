package dev.bulwark.gateway.docs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.bulwark.gateway.routing.Access;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiMergerTest {

    private final JsonMapper json = new JsonMapper();
    private final OpenApiMerger merger = new OpenApiMerger(
            json,
            (path, method) -> path.startsWith("/api") && !method.equals("DELETE")
                    ? Optional.of(Access.of(path.contains("ops") ? "scope:ops" : "anonymous"))
                    : Optional.empty());

    @Test
    void onlyWhatClientsReachIsKept() {
        JsonNode merged = merge(Map.of("orders", """
                {"paths":{"/api/a":{"get":{"operationId":"a"},"delete":{"operationId":"b"},"parameters":[{"name":"p"}]},
                 "/internal/a":{"get":{}}}}"""));

        assertThat(merged.at("/paths/~1api~1a/get/operationId").asString()).isEqualTo("a");
        assertThat(merged.at("/paths/~1api~1a/parameters/0/name").asString()).isEqualTo("p");
        assertThat(merged.at("/paths/~1api~1a").has("delete")).isFalse();
        assertThat(merged.get("paths").has("/internal/a")).isFalse();
    }

    @Test
    void equalComponentsAreSharedAndDifferentOnesRenamed() {
        JsonNode merged = merge(Map.of("a", """
                {"components":{"schemas":{"Money":{"type":"object"},"Item":{"type":"string"}}}}""", "b", """
                {"paths":{"/api/b":{"get":{"x":[{"$ref":"#/components/schemas/Item"},{"$ref":"#/components/schemas/Money"}]}}},
                 "components":{"schemas":{"Money":{"type":"object"},
                  "Item":{"type":"array","items":{"$ref":"#/components/schemas/Item"}}}}}"""));

        JsonNode schemas = merged.at("/components/schemas");
        assertThat(schemas.propertyNames()).containsExactlyInAnyOrder("Money", "Item", "b_Item");
        assertThat(schemas.at("/Item/type").asString()).isEqualTo("string");
        assertThat(schemas.at("/b_Item/items/$ref").asString()).isEqualTo("#/components/schemas/b_Item");
        assertThat(merged.at("/paths/~1api~1b/get/x/0/$ref").asString()).isEqualTo("#/components/schemas/b_Item");
        assertThat(merged.at("/paths/~1api~1b/get/x/1/$ref").asString()).isEqualTo("#/components/schemas/Money");
    }

    @Test
    void theMissingAreNamedAndTheSecuritySchemeIsOurs() {
        JsonNode merged = merge(Map.of("a", """
                {"components":{"securitySchemes":{"bearer":{"type":"http","scheme":"basic"}}}}"""));

        assertThat(merged.get("x-missing")).map(JsonNode::asString).containsExactly("shipping", "stock");
        assertThat(merged.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void whoMayCallComesFromTheRoute() {
        JsonNode merged = merge(Map.of("a", """
                {"paths":{"/api/a":{"get":{}},"/api/ops":{"get":{"security":[{"of-the-service":[]}]}}}}"""));

        assertThat(merged.at("/paths/~1api~1a/get/security")).isEqualTo(json.createArrayNode());
        assertThat(merged.at("/paths/~1api~1ops/get/security"))
                .isEqualTo(json.readTree("[{\"oauth2\":[\"ops\"]},{\"bearer\":[]}]"));
        assertThat(merged.at("/components/securitySchemes/oauth2/flows/clientCredentials/tokenUrl")
                        .asString())
                .isEqualTo("/oauth2/token");
    }

    private JsonNode merge(Map<String, String> documents) {
        TreeMap<String, JsonNode> parsed = new TreeMap<>();
        documents.forEach((service, text) -> parsed.put(service, json.readTree(text)));
        return merger.merge(parsed, Set.of("stock", "shipping"));
    }
}
