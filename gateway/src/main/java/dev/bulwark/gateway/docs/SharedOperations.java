package dev.bulwark.gateway.docs;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the operations that several services have alike under one path, with the service as its parameter. */
final class SharedOperations {

    private static final Pattern PATH = Pattern.compile("/ops/([a-z]+)(/(?:dead-letters|outbox)(?:/.*)?)");
    private static final String PARAMETERS = "parameters";

    private SharedOperations() {}

    /** @param paths of the merged document; changed in place */
    static void merge(ObjectNode paths) {
        Map<String, Shared> shared = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : Set.copyOf(paths.properties())) {
            Matcher matcher = PATH.matcher(path.getKey());
            if (matcher.matches()) {
                paths.remove(path.getKey());
                shared.computeIfAbsent(
                                "/ops/{service}" + matcher.group(2),
                                any -> new Shared(path.getValue(), new TreeSet<>()))
                        .services()
                        .add(matcher.group(1));
            }
        }
        shared.forEach((path, operations) -> {
            operations.item().forEach(operation -> addParameter((ObjectNode) operation, operations.services()));
            paths.set(path, operations.item());
        });
    }

    private record Shared(JsonNode item, Set<String> services) {}

    private static void addParameter(ObjectNode operation, Set<String> services) {
        ArrayNode parameters = operation.withArrayProperty(PARAMETERS);
        ObjectNode service = parameters.insertObject(0);
        service.put("name", "service").put("in", "path").put("required", true);
        ArrayNode names = service.putObject("schema").put("type", "string").putArray("enum");
        services.forEach(names::add);
    }
}
