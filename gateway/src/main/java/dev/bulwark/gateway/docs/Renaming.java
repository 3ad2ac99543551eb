package dev.bulwark.gateway.docs;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renames the components of one document whose names another document uses for something else.
 *
 * @param references old {@code $ref} → new
 */
record Renaming(String service, Map<String, String> references) {

    private static final String REF = "$ref";

    static Renaming of(String service, JsonNode mine, JsonNode taken) {
        Map<String, String> references = new HashMap<>();
        mine.forEachEntry((section, definitions) -> definitions.forEachEntry((name, definition) -> {
            JsonNode other = taken.path(section).path(name);
            if (!other.isMissingNode() && !other.equals(definition)) {
                references.put(reference(section, name), reference(section, service + '_' + name));
            }
        }));
        return new Renaming(service, references);
    }

    String nameOf(String section, String name) {
        return references.containsKey(reference(section, name)) ? service + '_' + name : name;
    }

    void applyTo(JsonNode node) {
        if (references.isEmpty()) {
            return;
        }
        if (node instanceof ObjectNode object && object.path(REF).isString()) {
            String target = object.path(REF).asString();
            object.put(REF, references.getOrDefault(target, target));
        }
        node.forEach(this::applyTo);
    }

    private static String reference(String section, String name) {
        return "#/components/" + section + '/' + name;
    }
}
