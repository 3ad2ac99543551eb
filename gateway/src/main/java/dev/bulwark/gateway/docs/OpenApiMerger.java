package dev.bulwark.gateway.docs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

import dev.bulwark.gateway.routing.Access;
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
    static final String OAUTH = "oauth2";
    private static final String SECURITY = "security";

    /** Who may call what. */
    interface Routes {

        /** @return empty if clients don't reach this path template with this upper-case method */
        Optional<Access> accessTo(String path, String method);
    }

    private final JsonMapper json;
    private final Routes routes;

    OpenApiMerger(JsonMapper json, Routes routes) {
        this.json = json;
        this.routes = routes;
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
        frame.putObject("info").put("title", "Bulwark").put("version", "1");
        frame.putArray("servers").addObject().put("url", "/");
        frame.putObject("paths");
        ObjectNode schemes = frame.putObject("components").putObject("securitySchemes");
        schemes.putObject(OAUTH)
                .put("type", "oauth2")
                .put("description", "Get a token by client credentials. What a client may do is in its token.")
                .putObject("flows")
                .putObject("clientCredentials")
                .put("tokenUrl", "/oauth2/token")
                .putObject("scopes")
                .put("orders", "place and read one's own orders")
                .put("catalog", "add products and stock")
                .put("ops", "operate the platform");
        schemes.putObject(BEARER)
                .put("type", "http")
                .put("description", "Use a token from elsewhere.")
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
            if (METHODS.contains(member.getKey())) {
                routes.accessTo(path, member.getKey().toUpperCase(Locale.ROOT))
                        .ifPresent(access -> keep(path, member, operations, access, paths));
            }
        }
    }

    private static void keep(
            String path, Map.Entry<String, JsonNode> member, JsonNode operations, Access access, ObjectNode paths) {
        ObjectNode operation = (ObjectNode) member.getValue();
        ArrayNode alternatives = operation.putArray(SECURITY);
        if (access.kind() == Access.Kind.AUTHENTICATED || access.kind() == Access.Kind.SCOPE) {
            ArrayNode scopes = alternatives.addObject().putArray(OAUTH);
            if (access.kind() == Access.Kind.SCOPE) {
                scopes.add(access.scope());
            }
            alternatives.addObject().putArray(BEARER);
        }
        ObjectNode kept = paths.withObjectProperty(path);
        kept.set(member.getKey(), operation);
        if (operations.has("parameters")) {
            kept.set("parameters", operations.get("parameters"));
        }
    }
}
