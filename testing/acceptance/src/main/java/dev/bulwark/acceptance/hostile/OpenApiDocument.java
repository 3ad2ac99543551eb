package dev.bulwark.acceptance.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operations of an OpenAPI 3.1 document. References are followed within the document. */
final class OpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String LOCAL = "#/";

    private final JsonNode root;

    OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
                }
            }
        }
        return operations;
    }

    /** What a {@code $ref} points to, else the node itself. */
    JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith(LOCAL) ? root.at(reference.substring(1)) : node;
    }

    private Operation operation(String method, String path, JsonNode operation) {
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                parameters(operation, "query"),
                parameters(operation, "header"),
                body(operation));
    }

    private List<String> parameters(JsonNode operation, String in) {
        return operation
                .path("parameters")
                .valueStream()
                .map(this::resolve)
                .filter(parameter -> parameter.path("in").asString("").equals(in))
                .map(parameter -> parameter.path("name").asString(""))
                .toList();
    }

    private @Nullable JsonNode body(JsonNode operation) {
        JsonNode schema = resolve(operation.path("requestBody"))
                .path("content")
                .path("application/json")
                .path("schema");
        return schema.isMissingNode() ? null : schema;
    }
}
