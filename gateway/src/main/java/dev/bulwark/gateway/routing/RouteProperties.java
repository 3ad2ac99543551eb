package dev.bulwark.gateway.routing;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One route as it is configured.
 *
 * @param paths path patterns as the endpoints behind them have, with {@code {name}} for a segment and without wildcards: what has no
 *     endpoint has no route. The most specific pattern of all routes wins
 * @param methods without HEAD, which comes with GET, and OPTIONS, which comes with any; others are 405 unless another route takes them
 * @param to a name under {@code bulwark.urls}, or {@code local} for what the gateway answers itself
 * @param access has no default: nothing becomes public by forgetting it
 * @param budget the longest time that one request may take. 5 s: few callers wait longer
 * @param maxBody the largest body. 1 MB: far more than any JSON of the contract
 */
record RouteProperties(
        @DefaultValue List<String> paths,

        @DefaultValue Set<String> methods,

        @Nullable String to,
        @Nullable Access access,
        @DefaultValue("5s") Duration budget,
        @DefaultValue("1MB") DataSize maxBody) {

    static final String LOCAL = "local";
    private static final Set<String> METHODS = new TreeSet<>(Set.of("GET", "POST", "PUT", "PATCH", "DELETE"));

    RouteProperties {
        require(!paths.isEmpty(), "paths must name at least one pattern");
        require(paths.stream().noneMatch(path -> path.contains("*")), "paths must not hold a wildcard");
        require(METHODS.containsAll(methods) && !methods.isEmpty(), "methods must be some of " + METHODS);
        require(to != null && !to.isBlank(), "to must be 'local' or a name under bulwark.urls");
        require(access != null, "access must be open, anonymous, authenticated or scope:<name>");
        require(budget.isPositive() && budget.compareTo(Duration.ofHours(1)) <= 0, "budget must be 1 ms to 1 h");
        require(maxBody.toBytes() >= 0, "max-body must not be negative");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("bulwark.gateway.routes.<id>." + message);
        }
    }
}
