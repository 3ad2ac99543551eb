package dev.bulwark.order.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON in the view's rows: absent components are left out, unknown ones are passed over. */
final class ViewJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    ObjectNode tree(Object patch) {
        return mapper.valueToTree(patch);
    }

    String text(ObjectNode tree) {
        return mapper.writeValueAsString(tree);
    }

    <T> T read(String text, Class<T> type) {
        return mapper.readValue(text, type);
    }

    <T> @Nullable T readOptional(@Nullable String text, Class<T> type) {
        return text == null ? null : read(text, type);
    }
}
