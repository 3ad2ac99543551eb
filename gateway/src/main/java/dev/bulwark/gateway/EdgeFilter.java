package dev.bulwark.gateway;

import java.time.Clock;
import java.time.Duration;

import dev.bulwark.gateway.problem.Failures;
import dev.bulwark.gateway.problem.Problem;
import dev.bulwark.gateway.problem.ProblemWriter;
import dev.bulwark.gateway.problem.Refusal;
import dev.bulwark.gateway.routing.Match;
import dev.bulwark.gateway.routing.RoutePlan;
import dev.bulwark.gateway.routing.RouteTable;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Everything that happens to a request before a service sees it, in one order: correlation, route, deadline, identity,
 * size. Nothing is sent to a service until all of them hold, and nothing is sent twice.
 *
 * <p>Every failure ends here as a problem document, unless a part of the answer is out already: then the connection is
 * cut, so that half an answer can't be taken for a whole one. What the server refuses before it becomes a request (a
 * malformed request line, headers over the limit) never comes here and has neither body nor correlation id.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EdgeFilter implements WebFilter {

    private static final String NO_ROUTE = "none";

    /** nginx's number for a caller that left; only the meters see it. */
    private static final int CALLER_LEFT = 499;

    private final ApplicationContext publicPort;
    private final RouteTable routes;
    private final Admission admission;
    private final FilteringWebHandler upstream;
    private final ProblemWriter problems;
    private final FailureLog failures;
    private final GatewayMeters meters;
    private final Clock clock;

    EdgeFilter(
            ApplicationContext publicPort,
            RouteTable routes,
            Admission admission,
            FilteringWebHandler upstream,
            ProblemWriter problems,
            FailureLog failures,
            GatewayMeters meters,
            Clock clock) {
        this.publicPort = publicPort;
        this.routes = routes;
        this.admission = admission;
        this.upstream = upstream;
        this.problems = problems;
        this.failures = failures;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!publicPort.equals(exchange.getApplicationContext())) {
            // The management port has its own context, but takes over the filters of this one.
            return chain.filter(exchange);
        }
        long startedNanos = System.nanoTime();
        ServerHttpRequest request = exchange.getRequest();
        Correlation correlation = Correlation.of(request.getHeaders(), clock.millis());
        exchange.getResponse().getHeaders().set(Correlation.HEADER, correlation.id());
        Match match = routes.find(request.getPath(), request.getMethod().name());
        String route = match instanceof Match.Found found ? found.route().id() : NO_ROUTE;
        return serve(exchange, chain, correlation, match)
                .onErrorResume(failure -> answer(exchange, correlation, route, failure))
                .doFinally(signal -> meters.record(route, status(exchange, signal), System.nanoTime() - startedNanos));
    }

    private Mono<Void> serve(ServerWebExchange exchange, WebFilterChain chain, Correlation correlation, Match match) {
        try {
            return switch (match) {
                case Match.Found found -> pass(exchange, chain, correlation, found.route());
                case Match.WrongMethod wrong -> Mono.error(new Refusal(Problem.methodNotAllowed(wrong.allowed())));
                case Match.None none -> Mono.error(new Refusal(Problem.notFound()));
            };
        } catch (Refusal refusal) {
            return Mono.error(refusal);
        }
    }

    private Mono<Void> pass(
            ServerWebExchange exchange, WebFilterChain chain, Correlation correlation, RoutePlan route) {
        var headers = exchange.getRequest().getHeaders();
        long deadlineMillis = admission.deadline(headers, route);
        return admission
                .admit(correlation, route, deadlineMillis, headers)
                .flatMap(passage -> onward(exchange, chain, passage))
                .timeout(
                        Duration.ofMillis(Math.max(1, deadlineMillis - clock.millis())),
                        Mono.error(() -> new Refusal(Problem.deadlineExceeded())));
    }

    private Mono<Void> onward(ServerWebExchange exchange, WebFilterChain chain, Passage passage) {
        RoutePlan route = passage.route();
        ServerWebExchange limited = LimitedBody.applyTo(exchange, route.maxBodyBytes());
        RoutePlan.Upstream target = route.upstream();
        if (target == null) {
            return chain.filter(limited);
        }
        passage.attachTo(exchange);
        var attributes = exchange.getAttributes();
        attributes.put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, target.route());
        attributes.put(
                ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                target.target(exchange.getRequest().getURI()));
        return upstream.handle(limited);
    }

    private Mono<Void> answer(ServerWebExchange exchange, Correlation correlation, String route, Throwable failure) {
        Problem problem = Failures.problemOf(failure);
        if (problem.status() >= 500) {
            failures.failed(route, correlation, problem, failure);
        }
        return exchange.getResponse().isCommitted()
                ? Mono.error(failure)
                : problems.write(exchange, problem, correlation.trace().traceId(), Correlation.HEADER);
    }

    private static int status(ServerWebExchange exchange, SignalType signal) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return signal == SignalType.CANCEL || status == null ? CALLER_LEFT : status.value();
    }
}
