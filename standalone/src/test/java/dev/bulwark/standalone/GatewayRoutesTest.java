package dev.bulwark.standalone;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway's routes and the services' endpoints are the same: no route without an endpoint behind it, and no endpoint forgotten. */
class GatewayRoutesTest {

    /** The part of a package's name after {@code dev.bulwark}, to the service's name in the routes. */
    private static final Map<String, String> SERVICES = Map.of(
            "order", "orders",
            "payment", "payments",
            "inventory", "inventory",
            "shipping", "shipping",
            "saga", "sagas",
            "simulators", "simulators");

    /** Configuration of the services that have the platform's operations, under their own name. */
    private static final List<String> OPERATED =
            List.of("order-service", "payment-service", "inventory-service", "shipping-service", "saga-orchestrator");

    private static final String OPERATIONS = "${bulwark.ops.service}";
    /** For calls between services, and for the simulated outside world. */
    private static final List<String> NEVER_ROUTED = List.of("/internal/", "/psp/", "/carrier/");

    record Route(List<String> paths, List<String> methods, String to) {}

    @Test
    void everyRouteHasAnEndpointAndEveryEndpointARoute() throws Exception {
        Set<String> routed = routed();
        assertThat(routed).contains("orders POST /api/v1/orders", "sagas GET /ops/sagas/dead-letters");
        assertThat(routed).isEqualTo(endpoints());
    }

    private static Set<String> routed() throws Exception {
        Set<String> routed = new TreeSet<>();
        for (Route route : yml("gateway")
                .bind("bulwark.gateway.routes", Bindable.mapOf(String.class, Route.class))
                .get()
                .values()) {
            for (String path : route.paths()) {
                for (String method : route.methods()) {
                    if (!route.to().equals("local")) {
                        assertThat(routed.add(route.to() + " " + method + " " + path))
                                .as("%s %s has two routes", method, path)
                                .isTrue();
                    }
                }
            }
        }
        return routed;
    }

    private static Set<String> endpoints() throws Exception {
        ClassPathScanningCandidateComponentProvider controllers =
                new ClassPathScanningCandidateComponentProvider(false);
        controllers.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        Set<String> endpoints = new TreeSet<>();
        for (var controller : controllers.findCandidateComponents("dev.bulwark")) {
            Class<?> type = Class.forName(controller.getBeanClassName());
            if (!type.getPackageName().startsWith("dev.bulwark.gateway")) {
                addEndpoints(type, endpoints);
            }
        }
        return endpoints;
    }

    private static void addEndpoints(Class<?> controller, Set<String> endpoints) throws Exception {
        String prefix = first(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class));
        for (Method method : controller.getDeclaredMethods()) {
            RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            String path = prefix + first(mapping);
            if (mapping == null || NEVER_ROUTED.stream().anyMatch((path + "/")::startsWith)) {
                continue;
            }
            for (RequestMethod verb : mapping.method()) {
                if (path.contains(OPERATIONS)) {
                    for (String configuration : OPERATED) {
                        String service = yml(configuration)
                                .bind("bulwark.ops.service", String.class)
                                .get();
                        endpoints.add(service + " " + verb + " " + path.replace(OPERATIONS, service));
                    }
                } else {
                    endpoints.add(
                            SERVICES.get(controller.getPackageName().split("\\.", -1)[2]) + " " + verb + " " + path);
                }
            }
        }
    }

    private static String first(RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? "" : mapping.path()[0];
    }

    private static Binder yml(String name) throws Exception {
        List<PropertySource<?>> sources =
                new YamlPropertySourceLoader().load(name, new ClassPathResource(name + ".yml"));
        return new Binder(ConfigurationPropertySources.from(sources));
    }
}
