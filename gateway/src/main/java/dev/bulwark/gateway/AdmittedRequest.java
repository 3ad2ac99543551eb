package dev.bulwark.gateway;

import dev.bulwark.gateway.routing.RoutePlan;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.core.trace.TraceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * A request that may be sent to its service, with what the filters after {@link EdgeFilter} need to know of it.
 *
 * @param caller null when the request carries no token
 */
record AdmittedRequest(
        TraceContext trace,
        RoutePlan route,
        Deadline deadline,
        @Nullable Caller caller) {

    private static final String ATTRIBUTE = AdmittedRequest.class.getName();

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    static AdmittedRequest of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }
}
