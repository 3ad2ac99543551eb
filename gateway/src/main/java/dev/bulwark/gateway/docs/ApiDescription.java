package dev.bulwark.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code openapi/description.yml} says about the API, added to the document that the services' own are merged into: tags, the order of the
 * operations, and a description of each. An operation that the file doesn't know comes last, as its service describes it.
 */
final class ApiDescription {

    private static final String COMPONENTS = "components";
    private static final String SCHEMAS = "schemas";

    private final JsonNode description;

    private ApiDescription(JsonNode description) {
        this.description = description;
    }

    static ApiDescription load(JsonMapper json) throws IOException {
        try (InputStream file = new ClassPathResource("openapi/description.yml").getInputStream()) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new ApiDescription(json.valueToTree(tree));
        }
    }

    /** @param document changed in place */
    void applyTo(ObjectNode document) {
        document.set("info", description.path("info"));
        document.set("tags", description.path("tags"));
        description
                .path(SCHEMAS)
                .forEachEntry((name, schema) -> document.withObjectProperty(COMPONENTS)
                        .withObjectProperty(SCHEMAS)
                        .set(name, schema));
        addResponses(document);
        SharedOperations.merge((ObjectNode) document.path("paths"));
        document.set("paths", inOrder((ObjectNode) document.path("paths")));
        removeUnused(document);
    }

    private void addResponses(ObjectNode document) {
        ObjectNode responses = document.withObjectProperty(COMPONENTS).withObjectProperty("responses");
        description.path("answers").forEachEntry((status, text) -> {
            ObjectNode response = responses.putObject(status).put("description", text.asString());
            if (!status.startsWith("3")) {
                OperationDescription.withProblem(response);
            }
        });
    }

    private ObjectNode inOrder(ObjectNode paths) {
        ObjectNode ordered = paths.objectNode();
        description.path("operations").forEachEntry((name, own) -> {
            String method = name.substring(0, name.indexOf(' ')).toLowerCase(java.util.Locale.ROOT);
            String path = name.substring(name.indexOf(' ') + 1);
            if (paths.path(path).path(method) instanceof ObjectNode operation) {
                new OperationDescription(description, own).applyTo(path, operation);
                ordered.withObjectProperty(path).set(method, operation);
            }
        });
        paths.forEachEntry((path, item) -> item.forEachEntry((member, value) -> {
            if (!ordered.path(path).has(member)) {
                ordered.withObjectProperty(path).set(member, value);
            }
        }));
        return ordered;
    }

    /** Internal endpoints leave schemas behind that nothing refers to. */
    private static void removeUnused(ObjectNode document) {
        ObjectNode schemas = document.withObjectProperty(COMPONENTS).withObjectProperty(SCHEMAS);
        Set<String> used = new HashSet<>();
        collect(document.path("paths"), schemas, used);
        collect(document.path(COMPONENTS).path("responses"), schemas, used);
        for (Map.Entry<String, JsonNode> schema : Set.copyOf(schemas.properties())) {
            if (!used.contains(schema.getKey())) {
                schemas.remove(schema.getKey());
            }
        }
    }

    private static void collect(JsonNode node, ObjectNode schemas, Set<String> used) {
        String reference = node.path("$ref").asString("");
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        if (reference.startsWith("#/components/schemas/") && used.add(name)) {
            collect(schemas.path(name), schemas, used);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> collect(child, schemas, used));
        }
    }
}
