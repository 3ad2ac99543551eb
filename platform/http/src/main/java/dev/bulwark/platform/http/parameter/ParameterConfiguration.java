package dev.bulwark.platform.http.parameter;

import java.time.Instant;
import java.util.UUID;

import dev.bulwark.platform.core.value.Sku;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Takes the place of Spring's conversions from text, which trim, and read many spellings of one value: {@code 1-2-3-4-5} as a UUID,
 * {@code 0x10} and the digits of every script as a number, {@code on} as a boolean.
 *
 * <p>Guarantee: a path variable that isn't spelled as it must be is answered 404, a parameter or header 400, before the controller; so is
 * one that comes twice where a single value is expected. Limit: an empty parameter that has a default counts as absent.
 */
@Configuration(proxyBeanMethods = false)
public class ParameterConfiguration implements WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig().replaceWithSchema(Sku.class, new StringSchema().pattern("^" + Sku.PATTERN + "$"));
    }

    /** For the elements of lists, which Spring converts one by one; {@link ParameterBinding} sees to single values. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        register(registry, UUID.class);
        register(registry, Instant.class);
        register(registry, Sku.class);
        register(registry, Long.class);
        register(registry, Integer.class);
        register(registry, Boolean.class);
    }

    private static <T> void register(FormatterRegistry registry, Class<T> type) {
        registry.addConverter(String.class, type, text -> type.cast(ParameterTypes.parse(type, text)));
    }

    @Bean
    ParameterBinding parameterBinding() {
        return new ParameterBinding();
    }
}
