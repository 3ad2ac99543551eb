package dev.bulwark.gateway.docs;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes one operation of the merged document: what it is for, each parameter, an example of its body, and every answer it can give.
 *
 * @param shared what operations have in common: {@code parameters} and {@code answers}
 * @param own the operation's entry in the description
 */
record OperationDescription(JsonNode shared, JsonNode own) {

    private static final String DESCRIPTION = "description";
    private static final String PARAMETERS = "parameters";
    private static final String ANSWERS = "answers";
    private static final String RESPONSES = "responses";
    private static final String SCHEMA = "schema";
    private static final String REF = "$ref";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    void applyTo(String path, ObjectNode operation) {
        operation.put("operationId", own.path("id").asString());
        operation.putArray("tags").add(own.path("tag").asString());
        operation.put("summary", own.path("summary").asString());
        operation.remove(DESCRIPTION);
        if (own.has(DESCRIPTION)) {
            operation.put(DESCRIPTION, own.path(DESCRIPTION).asString());
        }
        if (own.path("idempotent").asBoolean(false)) {
            addIdempotencyKey(operation);
        }
        operation.path(PARAMETERS).forEach(parameter -> describe((ObjectNode) parameter));
        if (own.has("example")) {
            operation
                    .withObjectProperty("requestBody")
                    .withObjectProperty("content")
                    .withObjectProperty(JSON)
                    .set("example", own.path("example"));
        }
        operation.set(RESPONSES, responses(path, operation));
    }

    private static void addIdempotencyKey(ObjectNode operation) {
        ObjectNode key = operation.withArrayProperty(PARAMETERS).addObject();
        key.put("name", "Idempotency-Key").put("in", "header").put("required", true);
        key.putObject(SCHEMA).put("type", "string").put("minLength", 1).put("maxLength", 255);
    }

    private void describe(ObjectNode parameter) {
        String name =
                parameter.path("in").asString() + ' ' + parameter.path("name").asString();
        JsonNode text = own.path(PARAMETERS).path(name);
        if (text.isMissingNode()) {
            text = shared.path(PARAMETERS).path(name);
        }
        if (text.isString()) {
            parameter.put(DESCRIPTION, text.asString());
        }
    }

    private ObjectNode responses(String path, ObjectNode operation) {
        Map<String, JsonNode> responses = new TreeMap<>();
        JsonNode content = contentOfSuccess(operation);
        refusals(path, operation)
                .forEachEntry((status, ignored) -> responses.put(status, reference(operation, status)));
        own.path(ANSWERS)
                .forEachEntry((status, answer) -> responses.put(status, response(operation, status, answer, content)));
        ObjectNode all = operation.objectNode();
        responses.forEach(all::set);
        return all;
    }

    /** What any operation of its kind can be answered with, beside what its description names. */
    private static ObjectNode refusals(String path, ObjectNode operation) {
        ObjectNode statuses = operation.objectNode();
        for (String always : new String[] {"400", "414", "431", "503", "504"}) {
            statuses.put(always, true);
        }
        JsonNode security = operation.path("security");
        if (!security.isEmpty()) {
            statuses.put("401", true);
        }
        if (security.findValues(OpenApiMerger.OAUTH).stream().anyMatch(scopes -> !scopes.isEmpty())) {
            statuses.put("403", true);
        }
        if (path.replace("{service}", "").contains("{")) {
            statuses.put("404", true);
        }
        if (operation.has("requestBody")) {
            statuses.put("413", true).put("415", true);
        }
        if (operation
                .path(PARAMETERS)
                .valueStream()
                .anyMatch(p -> p.path("name").asString().equals("If-None-Match"))) {
            statuses.put("304", true);
        }
        return statuses;
    }

    private static ObjectNode reference(ObjectNode factory, String status) {
        return factory.objectNode().put(REF, "#/components/responses/" + status);
    }

    /** The content that the service's own document has for its success. */
    private static JsonNode contentOfSuccess(ObjectNode operation) {
        return operation.path(RESPONSES).properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> response.getValue().path("content"))
                .findFirst()
                .orElseGet(operation::objectNode);
    }

    private static ObjectNode response(ObjectNode factory, String status, JsonNode answer, JsonNode declared) {
        ObjectNode response = factory.objectNode();
        response.put(
                DESCRIPTION,
                answer.isString() ? answer.asString() : answer.path(DESCRIPTION).asString());
        if (status.startsWith("4")) {
            return withProblem(response);
        }
        declared.forEachEntry((type, content) -> {
            ObjectNode own = response.withObjectProperty("content").putObject(type.equals("*/*") ? JSON : type);
            if (answer.has(SCHEMA)) {
                own.putObject(SCHEMA)
                        .put(REF, "#/components/schemas/" + answer.path(SCHEMA).asString());
            } else if (answer.has("type")) {
                own.putObject(SCHEMA).set("type", answer.path("type"));
            } else {
                own.setAll((ObjectNode) content);
            }
        });
        if (status.equals("204")) {
            response.remove("content");
        }
        return response;
    }

    static ObjectNode withProblem(ObjectNode response) {
        response.withObjectProperty("content")
                .putObject(PROBLEM)
                .putObject(SCHEMA)
                .put(REF, "#/components/schemas/Problem");
        return response;
    }
}
