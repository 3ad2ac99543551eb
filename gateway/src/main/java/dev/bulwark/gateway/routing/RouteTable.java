package dev.bulwark.gateway.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.bulwark.platform.core.deadline.DeadlineHeaders;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Finds the route of a request; the most specific pattern wins. A path that no route lists is not found: there is no catch-all.
 *
 * <p>Each route has its own access rule, so no second list of paths can be matched differently from the routes. Paths that a service might
 * read differently from the gateway (dot segments, empty segments, path parameters, encoded slashes, dots or percent signs) match nothing.
 */
@Component
public class RouteTable {

    private static final Match NONE = new Match.None();
    private static final String OPTIONS = "OPTIONS";

    private final List<Entry> entries;
    private final Map<String, String> bases;

    RouteTable(GatewayProperties gateway, ServiceUrls urls) {
        List<Entry> compiled = new ArrayList<>();
        Map<String, String> services = new LinkedHashMap<>();
        gateway.routes().forEach((id, route) -> {
            RoutePlan plan = plan(id, route, urls);
            if (plan.upstream() != null) {
                services.put(plan.service(), plan.upstream().base());
            }
            for (String path : route.paths()) {
                compiled.add(Entry.of(path, route.methods(), plan));
            }
        });
        compiled.sort(Comparator.comparing(Entry::pattern, PathPattern.SPECIFICITY_COMPARATOR));
        this.entries = List.copyOf(compiled);
        this.bases = Map.copyOf(services);
    }

    /** The base URLs of the services that routes lead to, by name. */
    public Map<String, String> services() {
        return bases;
    }

    public Match find(PathContainer path, String method) {
        String text = path.value();
        return isAmbiguous(text) ? NONE : lookUp(path, text, method);
    }

    /** As {@link #find}, for a path template of an OpenAPI document. */
    public Match findTemplate(String template, String method) {
        return lookUp(PathContainer.parsePath(template), template, method);
    }

    private Match lookUp(PathContainer path, String text, String method) {
        Set<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            if (text.startsWith(entry.prefix) && entry.pattern.matches(path)) {
                if (entry.methods.contains(method)) {
                    return entry.found;
                }
                allowed.addAll(entry.methods);
            }
        }
        if (allowed.isEmpty()) {
            return NONE;
        }
        allowed.add(OPTIONS);
        String list = String.join(", ", allowed);
        return method.equals(OPTIONS) ? new Match.Options(list) : new Match.WrongMethod(list);
    }

    private static boolean isAmbiguous(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';'
                    || c == '\\'
                    || (c == '/' && isOddSegment(path, i + 1))
                    || (c == '%' && hidesStructure(path, i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** An empty segment, or one of dots; {@code /.well-known} is neither. */
    private static boolean isOddSegment(String path, int at) {
        if (at >= path.length()) {
            return false;
        }
        char first = path.charAt(at);
        if (first != '.') {
            return first == '/';
        }
        char second = at + 1 < path.length() ? path.charAt(at + 1) : '/';
        return second == '/' || second == '.';
    }

    /** %2E . %2F / %25 % %5C \ %3B ; and control characters: no path of the contract holds any of them. */
    private static boolean hidesStructure(String path, int at) {
        if (at + 1 >= path.length()) {
            return true;
        }
        int high = Character.digit(path.charAt(at), 16);
        int low = Character.digit(path.charAt(at + 1), 16);
        int decoded = high * 16 + low;
        return high < 0 || low < 0 || decoded < ' ' || "./%\\;".indexOf(decoded) >= 0;
    }

    private static RoutePlan plan(String id, RouteProperties route, ServiceUrls urls) {
        String service = String.valueOf(route.to());
        Access access = route.access();
        if (access == null) {
            throw new IllegalStateException("the properties let no route without access pass");
        }
        RoutePlan.Upstream upstream = service.equals(RouteProperties.LOCAL) ? null : upstream(id, urls.base(service));
        return new RoutePlan(
                id,
                service,
                access,
                new DeadlineHeaders(route.budget(), route.budget()),
                route.maxBody().toBytes(),
                upstream);
    }

    private static RoutePlan.Upstream upstream(String id, String base) {
        return new RoutePlan.Upstream(
                base, Route.async().id(id).uri(base).predicate(exchange -> true).build());
    }

    /**
     * @param prefix the literal start of the pattern; comparing it first is cheaper than matching the pattern
     */
    private record Entry(PathPattern pattern, String prefix, Set<String> methods, Match found) {

        static Entry of(String path, Set<String> methods, RoutePlan plan) {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
            int variable = path.indexOf('{');
            String prefix = variable < 0 ? path : path.substring(0, variable);
            return new Entry(pattern, prefix, withHead(methods), new Match.Found(plan));
        }

        /** HEAD answers as GET does. */
        private static Set<String> withHead(Set<String> methods) {
            Set<String> all = new HashSet<>(methods);
            if (all.contains("GET")) {
                all.add("HEAD");
            }
            return Set.copyOf(all);
        }
    }
}
