package dev.bulwark.gateway.routing;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteTableTest {

    private final RouteTable table = table(Map.of(
            "bulwark.urls.orders", "http://orders:8081/",
            "bulwark.urls.stock", "http://stock:8083",
            "bulwark.gateway.routes.orders.paths", "/orders, /orders/{id}, /orders/{id}/events",
            "bulwark.gateway.routes.orders.methods", "GET, POST",
            "bulwark.gateway.routes.orders.to", "orders",
            "bulwark.gateway.routes.orders.access", "authenticated",
            "bulwark.gateway.routes.stream.paths", "/orders/{id}/stream",
            "bulwark.gateway.routes.stream.methods", "GET",
            "bulwark.gateway.routes.stream.to", "orders",
            "bulwark.gateway.routes.stream.access", "authenticated"));

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource({
        "GET, /orders, orders",
        "POST, /orders, orders",
        "GET, /orders/1, orders",
        "GET, /orders/1/events, orders",
        "GET, /orders/1/stream, stream",
        "HEAD, /orders/1/stream, stream",
        "HEAD, /orders/1, orders",
        "GET, /orders/a%20b, orders"
    })
    void theMostSpecificPatternWins(String method, String path, String route) {
        assertThat(find(path, method))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.route().id()).isEqualTo(route));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orders/",
                "/orders/1/",
                "/orders/1/stream/2",
                "/ordersx",
                "/order",
                "/stock",
                "//orders",
                "/orders//1",
                "/orders/../internal",
                "/orders/./1",
                "/orders/..",
                "/orders/.",
                "/orders/..;/internal",
                "/orders;x=1",
                "/orders/%2e%2e/internal",
                "/orders/a%2Fb",
                "/orders/a%5cb",
                "/orders/a%00",
                "/orders/%252e",
                "/orders/a\\b",
                "/ORDERS"
            })
    void whatIsNotListedOrCanBeReadInTwoWaysDoesNotExist(String path) {
        assertThat(find(path, "GET")).isInstanceOf(Match.None.class);
    }

    @Test
    void aKnownPathWithAnotherMethodSaysWhichAreAllowed() {
        assertThat(find("/orders/1", "TRACE")).isEqualTo(new Match.WrongMethod("GET, HEAD, OPTIONS, POST"));
        assertThat(find("/orders/1", "OPTIONS")).isEqualTo(new Match.Options("GET, HEAD, OPTIONS, POST"));
    }

    @Test
    void pathAndQueryGoOnAsTheyCame() {
        RoutePlan route = ((Match.Found) find("/orders/1", "GET")).route();

        assertThat(route.upstream().target(URI.create("http://localhost:8080/orders/a%20b?q=%C3%A4&x=1+2")))
                .hasToString("http://orders:8081/orders/a%20b?q=%C3%A4&x=1+2");
    }

    @Test
    void aRouteToAnUnknownServiceStopsTheStart() {
        assertThatThrownBy(() -> table(Map.of(
                        "bulwark.gateway.routes.a.paths", "/a",
                        "bulwark.gateway.routes.a.methods", "GET",
                        "bulwark.gateway.routes.a.to", "nowhere",
                        "bulwark.gateway.routes.a.access", "open")))
                .hasMessageContaining("bulwark.urls.nowhere is missing");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "access, everyone, access is open",
        "budget, 0s, budget must be",
        "budget, 2h, budget must be",
        "max-body, -1, max-body must not be negative",
        "paths, /a/**, paths must not hold a wildcard",
        "methods, HEAD, methods must be some of [DELETE",
        "methods, 'GET, OPTIONS', methods must be some of [DELETE"
    })
    void aBadValueStopsTheStartAndSaysWhatIsAllowed(String property, String value, String message) {
        assertThatThrownBy(() -> table(Map.of(
                        "bulwark.urls.orders",
                        "http://orders:8081",
                        property.equals("paths") ? "y" : "bulwark.gateway.routes.a.paths",
                        "/a",
                        property.equals("methods") ? "x" : "bulwark.gateway.routes.a.methods",
                        "GET",
                        "bulwark.gateway.routes.a.to",
                        "orders",
                        property.equals("access") ? "x" : "bulwark.gateway.routes.a.access",
                        "open",
                        "bulwark.gateway.routes.a." + property,
                        value)))
                .hasStackTraceContaining(message);
    }

    @Test
    void accessMustBeSaid() {
        assertThatThrownBy(() -> table(Map.of(
                        "bulwark.urls.orders", "http://orders:8081",
                        "bulwark.gateway.routes.a.paths", "/a",
                        "bulwark.gateway.routes.a.methods", "GET",
                        "bulwark.gateway.routes.a.to", "orders")))
                .hasStackTraceContaining("access must be");
    }

    private Match find(String path, String method) {
        return table.find(PathContainer.parsePath(path), method);
    }

    private static RouteTable table(Map<String, String> properties) {
        Binder binder = new Binder(new MapConfigurationPropertySource(properties));
        return new RouteTable(
                binder.bindOrCreate("bulwark.gateway", GatewayProperties.class),
                binder.bindOrCreate("bulwark", ServiceUrls.class));
    }
}
