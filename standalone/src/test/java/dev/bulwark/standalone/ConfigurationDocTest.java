package dev.bulwark.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/configuration.md} is what the modules' own metadata says, which the configuration processor makes of the properties classes and their
 * Javadoc. With the system property {@code bulwark.configuration.write=true} the file is written instead of compared.
 */
class ConfigurationDocTest {

    private static final Path FILE = Path.of("../docs/configuration.md");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TAG = Pattern.compile("\\{@(?:code|link)\\s+([^}]*)}");

    private static final String HEAD = """
            # Configuration

            Every setting under `bulwark.*`, with its default and the reason for it. Set one for every module with `./bulwark up --NAME=VALUE`, for one
            service in its yml file, or in the environment (`BULWARK_OUTBOX_BATCH_ROWS` for `bulwark.outbox.batch-rows`). Durations are written as
            `250ms`, `30s` or `5m`, sizes as `8MB`; numbers carry their unit in the name. Everything else is Spring Boot's.

            `ConfigurationDocTest` generates this file from the modules' configuration metadata and fails when it differs.
            """;

    @Test
    void theFileSaysWhatTheModulesSay() throws IOException {
        SortedMap<String, JsonNode> properties = properties();
        assertThat(properties).hasSizeGreaterThan(60);
        assertThat(properties.values())
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as("the Javadoc of %s", property.path("name"))
                        .isNotBlank());
        String text = render(properties);
        if (Boolean.getBoolean("bulwark.configuration.write")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE).hasContent(text);
    }

    private static SortedMap<String, JsonNode> properties() throws IOException {
        SortedMap<String, JsonNode> properties = new TreeMap<>();
        for (URL metadata : Collections.list(ConfigurationDocTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream json = metadata.openStream()) {
                for (JsonNode property : JSON.readTree(json).path("properties")) {
                    String name = property.path("name").asString();
                    if (name.startsWith("bulwark.")) {
                        properties.put(name, property);
                    }
                }
            }
        }
        return properties;
    }

    private static String render(SortedMap<String, JsonNode> properties) {
        StringBuilder text = new StringBuilder(HEAD);
        String section = "";
        for (Map.Entry<String, JsonNode> property : properties.entrySet()) {
            String group = group(property.getKey());
            if (!group.equals(section)) {
                section = group;
                text.append("\n## ")
                        .append(group)
                        .append("\n\n| property | unit | default | meaning and reason |\n|---|---|---|---|\n");
            }
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            property.getKey(),
                            unit(property.getKey(), property.getValue()),
                            defaultValue(property.getValue()),
                            sentence(property.getValue().path("description").asString(""))));
        }
        return text.toString();
    }

    private static String group(String name) {
        String[] words = name.split("\\.");
        return words[0] + '.' + words[1];
    }

    private static String unit(String name, JsonNode property) {
        String type = property.path("type").asString("");
        String simple = type.replaceFirst("<.*", "").replaceFirst(".*[.$]", "");
        return switch (simple) {
            case "Duration" -> "duration";
            case "DataSize" -> "size";
            case "Integer", "Long" -> name.endsWith("-millis") ? "ms" : "number";
            case "Boolean" -> "true or false";
            case "String" -> "text";
            case "URI" -> "URL";
            case "List", "Map" -> simple.toLowerCase(Locale.ROOT);
            default -> "settings below it";
        };
    }

    private static String defaultValue(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        if (value.isArray()) {
            return value.valueStream()
                    .map(item -> '`' + item.asString() + '`')
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }
        String text = value.asString("");
        return text.isEmpty() ? "" : '`' + text + '`';
    }

    /** Javadoc as Markdown, of one line. */
    private static String sentence(String description) {
        String text = TAG.matcher(description)
                .replaceAll(tag -> Matcher.quoteReplacement('`' + tag.group(1).replace('#', '.') + '`'))
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
