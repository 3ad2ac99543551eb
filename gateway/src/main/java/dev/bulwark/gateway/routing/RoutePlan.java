package dev.bulwark.gateway.routing;

import java.net.URI;

import dev.bulwark.platform.core.deadline.DeadlineHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;

/**
 * A route, ready to be used.
 *
 * @param deadlines reads a deadline, within the budget of this route
 * @param service the name under {@code bulwark.urls}, or {@code local}
 * @param upstream where Spring Cloud Gateway sends it; null when the gateway answers itself
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
     * @param route what the gateway's own filters ask for
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
