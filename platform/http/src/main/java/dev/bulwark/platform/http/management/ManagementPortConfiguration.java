package dev.bulwark.platform.http.management;

import java.util.Set;

import dev.bulwark.platform.http.limits.RequestSyntaxConfiguration;
import dev.bulwark.platform.http.problem.RefusalsConfiguration;
import dev.bulwark.platform.http.trace.TelemetryConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Gives the management port, which has a container and a context of its own, the same limits, trace and problems as the service's port.
 *
 * <p>Without error pages, so that refusals of Actuator's servlet reach the container and become problems there.
 */
@ManagementContextConfiguration(ManagementContextType.CHILD)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({TelemetryConfiguration.class, RefusalsConfiguration.class, RequestSyntaxConfiguration.class})
public class ManagementPortConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noErrorPages() {
        return factory -> factory.setErrorPages(Set.of());
    }
}
