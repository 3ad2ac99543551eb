package dev.bulwark.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was published once can be read for ever: each type's JSON lies in {@code golden/}, written once and never edited.
 *
 * <p>A changed record fails here; the way out is an optional field, or a new type.
 */
class GoldenJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    static List<Object> samples() {
        return Samples.ALL;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsItEverWas(Object sample) throws IOException {
        assertThat(JSON.readTree(JSON.writeValueAsBytes(sample))).isEqualTo(golden(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadFromWhatWasPublished(Object sample) throws IOException {
        Object read = JSON.treeToValue(golden(sample), sample.getClass());
        assertThat(read).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFieldOfTomorrowDoesNoHarm(Object sample) throws IOException {
        ObjectNode tomorrow = (ObjectNode) golden(sample);
        tomorrow.put("fieldOfTomorrow", 1);
        Object read = JSON.treeToValue(tomorrow, sample.getClass());
        assertThat(read).isEqualTo(sample);
    }

    /** So that no consumer takes one whose key and body disagree. */
    @ParameterizedTest
    @MethodSource("samples")
    void saysItsKey(Object sample) {
        assertThat(sample)
                .isInstanceOfSatisfying(
                        Keyed.class, keyed -> assertThat(keyed.messageKey()).isNotBlank());
    }

    @Test
    void everyTypeHasASample() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(MessageType.class));
        Set<String> types = scanner.findCandidateComponents("dev.bulwark.contracts").stream()
                .map(BeanDefinition::getBeanClassName)
                .collect(Collectors.toSet());
        assertThat(Samples.ALL.stream()
                        .map(sample -> sample.getClass().getName())
                        .collect(Collectors.toSet()))
                .isEqualTo(types);
    }

    private static JsonNode golden(Object sample) throws IOException {
        String name =
                "/golden/" + sample.getClass().getAnnotation(MessageType.class).value() + ".json";
        try (InputStream file = GoldenJsonTest.class.getResourceAsStream(name)) {
            assertThat(file)
                    .as("%s is missing; it would be %s", name, JSON.writeValueAsString(sample))
                    .isNotNull();
            return JSON.readTree(file);
        }
    }
}
