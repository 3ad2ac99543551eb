package dev.bulwark.gateway.routing;

import java.net.URI;

import dev.bulwark.platform.core.deadline.DeadlineHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;

/**
 * A route as the filter uses it.
 *
 * @param deadlines reads a deadline, within the budget of this route
 * @param service the name under {@code bulwark.urls}, or {@code local}
 * @param upstream where Spring Cloud Gateway sends it; null when the gateway answers the request itself
 */
public record RoutePlan(
        String id,
        String service,
        Access access,
        DeadlineHeaders deadlines,
        long maxBodyBytes,
        @Nullable Upstream upstream) {

    /**
     * @param base scheme, host and port, without a slash at its end
     * @param route the same for the filters of Spring Cloud Gateway, which look for it
     */
    public record Upstream(String base, Route route) {

        /** The same path and query over there; both stay encoded as they came. */
        public URI target(URI requested) {
            String query = requested.getRawQuery();
            String path = base + requested.getRawPath();
            return URI.create(query == null ? path : path + '?' + query);
        }
    }
}
