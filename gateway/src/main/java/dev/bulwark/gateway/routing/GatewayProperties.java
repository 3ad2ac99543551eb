package dev.bulwark.gateway.routing;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The routes of the gateway.
 *
 * @param routes by id; a single value of one can be overridden, for example {@code bulwark.gateway.routes.orders.budget=3s}
 */
@ConfigurationProperties("bulwark.gateway")
record GatewayProperties(@DefaultValue Map<String, RouteProperties> routes) {

    GatewayProperties {
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("bulwark.gateway.routes must hold at least one route");
        }
    }
}
