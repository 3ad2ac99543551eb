package dev.bulwark.platform.http.problem;

import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/** Problems from every layer, and strict JSON for requests. */
@Configuration(proxyBeanMethods = false)
@Import(RefusalsConfiguration.class)
public class ProblemConfiguration {

    @Bean
    HttpJson httpJson() {
        return new HttpJson();
    }

    @Bean
    ProblemWriter problemWriter(HttpJson json) {
        return new ProblemWriter(json);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ProblemTranslator dataAccessTranslator() {
        return new DataAccessTranslator();
    }

    @Bean
    ProblemTranslator containerTranslator() {
        return new ContainerTranslator();
    }

    @Bean
    Problems problems(ObjectProvider<ProblemTranslator> translators) {
        return new Problems(translators.orderedStream().toList());
    }

    @Bean
    ProblemAdvice problemAdvice(Problems problems, ProblemWriter writer) {
        return new ProblemAdvice(problems, writer);
    }

    @Bean
    ProblemErrorController problemErrorController(ProblemWriter writer) {
        return new ProblemErrorController(writer);
    }

    /** After Boot's own, so that requests are read strictly. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer strictJson(HttpJson json) {
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json.mapper()));
    }
}
