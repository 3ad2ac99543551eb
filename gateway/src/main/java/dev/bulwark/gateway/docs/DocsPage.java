package dev.bulwark.gateway.docs;

import java.io.IOException;
import java.net.URI;
import java.util.Properties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Swagger UI at {@code /docs}, from our own page and the web jar: nothing is loaded from another host. */
@Configuration(proxyBeanMethods = false)
class DocsPage {

    @Bean
    RouterFunction<ServerResponse> docsRoutes() throws IOException {
        String files = "/docs/**";
        return RouterFunctions.route()
                .GET(
                        "/docs",
                        request -> ServerResponse.temporaryRedirect(URI.create("/docs/index.html"))
                                .build())
                .GET(
                        "/docs/",
                        request -> ServerResponse.temporaryRedirect(URI.create("/docs/index.html"))
                                .build())
                .add(RouterFunctions.resources(files, new ClassPathResource("gateway-docs/")))
                .add(RouterFunctions.resources(files, swaggerUi()))
                .build();
    }

    /** The web jar keeps its files under its version. */
    private static ClassPathResource swaggerUi() throws IOException {
        Properties jar = PropertiesLoaderUtils.loadProperties(
                new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"));
        return new ClassPathResource("META-INF/resources/webjars/swagger-ui/" + jar.getProperty("version") + "/");
    }
}
