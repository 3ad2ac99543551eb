package dev.bulwark.acceptance.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** Bodies that nearly are what the schema asks for, and some that are nothing of the kind. */
final class HostileBodies {

    private static final int MAX_DEPTH = 6;
    private static final List<String> NO_JSON = List.of(
            "",
            "{",
            "}",
            "[]",
            "null",
            "\"\"",
            "7",
            "{} {}",
            "{'a':1}",
            "{\"a\":1,\"a\":2}",
            "a=b&c=d",
            "\ufeff{}",
            "\u001f\u008b\b\u0000",
            "{\"\u00ff\u00fe\":1}",
            "{\"a\":");

    private final OpenApiDocument document;
    private final RandomGenerator random;

    HostileBodies(OpenApiDocument document, RandomGenerator random) {
        this.document = document;
        this.random = random;
    }

    byte[] of(JsonNode schema) {
        return random.nextInt(10) == 0 ? none() : value(schema, 0).getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that are no JSON object, or none at all. */
    byte[] none() {
        return HostileValues.one(NO_JSON, random).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String value(JsonNode reference, int depth) {
        JsonNode schema = document.resolve(reference);
        if (depth > MAX_DEPTH || random.nextInt(8) == 0) {
            return HostileValues.json(random);
        }
        JsonNode choices = schema.path("enum");
        if (!choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size())).toString();
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> Integer.toString(1 + random.nextInt(5));
            case "number" -> "0.5";
            case "boolean" -> Boolean.toString(random.nextBoolean());
            default -> random.nextInt(4) == 0 ? Quoting.quoted(HostileValues.text(random)) : plausible(schema);
        };
    }

    private String object(JsonNode schema, int depth) {
        String fields = schema.path("properties").properties().stream()
                .filter(field -> random.nextInt(12) != 0)
                .map(field -> field(field, depth))
                .collect(Collectors.joining(","));
        String more = random.nextInt(12) == 0 ? "\"more\":" + HostileValues.json(random) : "";
        return "{" + fields + (fields.isEmpty() || more.isEmpty() ? "" : ",") + more + "}";
    }

    private String field(Map.Entry<String, JsonNode> field, int depth) {
        String text = Quoting.quoted(field.getKey()) + ":" + value(field.getValue(), depth + 1);
        return random.nextInt(40) == 0 ? text + "," + text : text;
    }

    private String array(JsonNode schema, int depth) {
        int length = random.nextInt(30) == 0 ? 101 : random.nextInt(3);
        return "["
                + random.ints(length, 0, 1)
                        .mapToObj(ignored -> value(schema.path("items"), depth + 1))
                        .collect(Collectors.joining(","))
                + "]";
    }

    /** What a route might take, so that some requests get past the checks. */
    private String plausible(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> "\"0198c0de-0000-7000-8000-000000000000\"";
            case "date-time" -> "\"2026-01-02T03:04:05Z\"";
            default ->
                HostileValues.one(List.of("\"SKU-0001\"", "\"pm_card_ok\"", "\"GB\"", "\"EUR\"", "\"text\""), random);
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.isEmpty() ? "" : type.get(0).asString("");
        }
        return type.asString(schema.has("properties") ? "object" : "");
    }
}
