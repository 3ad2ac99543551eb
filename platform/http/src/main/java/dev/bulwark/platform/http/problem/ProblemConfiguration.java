package dev.bulwark.platform.http.problem;

import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.problem.ProblemTranslator;
import dev.bulwark.platform.http.trace.TelemetryConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/** Problems from every layer, and strict JSON for requests. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {

    /** Inside the trace, outside everything that may refuse. */
    public static final int FILTER_ORDER = TelemetryConfiguration.FILTER_ORDER + 10;

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

    @Bean
    FilterRegistrationBean<ProblemFilter> problemFilter(Problems problems, ProblemWriter writer) {
        FilterRegistrationBean<ProblemFilter> registration =
                new FilterRegistrationBean<>(new ProblemFilter(problems, writer));
        registration.setOrder(FILTER_ORDER);
        return registration;
    }

    /** After Boot's customizers, for the valve added last is the innermost and reports first. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(ProblemWriter writer) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(writer)));
    }

    /** After Boot's own, so that requests are read strictly. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer strictJson(HttpJson json) {
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json.mapper()));
    }
}
