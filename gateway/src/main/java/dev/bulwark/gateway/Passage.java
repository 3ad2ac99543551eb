package dev.bulwark.gateway;

import dev.bulwark.gateway.routing.RoutePlan;
import dev.bulwark.gateway.security.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * A request that was let through, as the way out needs it.
 *
 * @param deadlineMillis epoch milliseconds
 * @param identity null when nobody said who they are
 */
record Passage(
        Correlation correlation,
        RoutePlan route,
        long deadlineMillis,
        @Nullable Identity identity) {

    private static final String ATTRIBUTE = Passage.class.getName();

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    static Passage of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }
}
