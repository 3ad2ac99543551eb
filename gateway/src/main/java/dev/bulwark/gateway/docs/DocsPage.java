package dev.bulwark.gateway.docs;

import java.io.IOException;
import java.net.URI;
import java.util.Properties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Serves Swagger UI at {@code /docs}, from a page of the gateway and a web jar, so that browsers load nothing from another host, and
 * redirects {@code /} there.
 */
@Configuration(proxyBeanMethods = false)
class DocsPage {

    @Bean
    RouterFunction<ServerResponse> docsRoutes() throws IOException {
        String files = "/docs/*";
        return RouterFunctions.route(read("/"), request -> redirect("/docs"))
                .andRoute(read("/docs").or(read("/docs/")), request -> redirect("/docs/index.html"))
                .and(RouterFunctions.resources(files, new ClassPathResource("gateway-docs/")))
                .and(RouterFunctions.resources(files, swaggerUi()));
    }

    private static RequestPredicate read(String path) {
        return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
    }

    private static Mono<ServerResponse> redirect(String path) {
        return ServerResponse.temporaryRedirect(URI.create(path)).build();
    }

    /** The web jar keeps its files under its version. */
    private static ClassPathResource swaggerUi() throws IOException {
        Properties jar = PropertiesLoaderUtils.loadProperties(
                new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"));
        return new ClassPathResource("META-INF/resources/webjars/swagger-ui/" + jar.getProperty("version") + "/");
    }
}
