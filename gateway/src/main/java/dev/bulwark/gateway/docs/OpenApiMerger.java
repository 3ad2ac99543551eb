package dev.bulwark.gateway.docs;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiPredicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one OpenAPI document of many. Keeps only operations that clients can call; a component that two services define
 * differently under one name is renamed {@code <service>_<name>} for the second.
 */
final class OpenApiMerger {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "head", "patch", "options");
    private static final String BEARER = "bearer";

    private final JsonMapper json;
    private final BiPredicate<String, String> isRouted;

    /** @param isRouted path template and upper-case method → whether clients reach it */
    OpenApiMerger(JsonMapper json, BiPredicate<String, String> isRouted) {
        this.json = json;
        this.isRouted = isRouted;
    }

    /**
     * @param documents by service name; not changed
     * @param missing services that gave none
     */
    ObjectNode merge(SortedMap<String, JsonNode> documents, Set<String> missing) {
        ObjectNode merged = frame();
        documents.forEach((service, document) -> add(service, document, merged));
        ArrayNode names = json.createArrayNode();
        missing.stream().sorted().forEach(names::add);
        merged.set("x-missing", names);
        return merged;
    }

    private ObjectNode frame() {
        ObjectNode frame = json.createObjectNode();
        frame.put("openapi", "3.1.0");
        frame.putObject("info").put("title", "Bulwark").put("version", "1").put("description", "All services, as one.");
        frame.putArray("servers").addObject().put("url", "/");
        frame.putArray("security").addObject().putArray(BEARER);
        frame.putObject("paths");
        frame.putObject("components")
                .putObject("securitySchemes")
                .putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        return frame;
    }

    private void add(String service, JsonNode original, ObjectNode merged) {
        ObjectNode components = (ObjectNode) merged.path("components");
        JsonNode document = original.deepCopy();
        Renaming renaming = Renaming.of(service, document.path("components"), components);
        renaming.applyTo(document);
        document.path("components").forEachEntry((section, definitions) -> {
            // Whose tokens count is the platform's business, not a service's.
            if (!section.equals("securitySchemes")) {
                definitions.forEachEntry((name, definition) ->
                        components.withObjectProperty(section).set(renaming.nameOf(section, name), definition));
            }
        });
        ObjectNode paths = (ObjectNode) merged.path("paths");
        document.path("paths").forEachEntry((path, operations) -> addOperations(path, operations, paths));
    }

    private void addOperations(String path, JsonNode operations, ObjectNode paths) {
        for (Map.Entry<String, JsonNode> member : operations.properties()) {
            boolean isOperation = METHODS.contains(member.getKey());
            if (isOperation && isRouted.test(path, member.getKey().toUpperCase(java.util.Locale.ROOT))) {
                ObjectNode kept = paths.withObjectProperty(path);
                kept.set(member.getKey(), member.getValue());
                if (operations.has("parameters")) {
                    kept.set("parameters", operations.get("parameters"));
                }
            }
        }
    }
}
