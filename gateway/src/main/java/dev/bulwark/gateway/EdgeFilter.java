package dev.bulwark.gateway;

import java.time.Duration;

import dev.bulwark.gateway.problem.Failures;
import dev.bulwark.gateway.problem.GatewayProblems;
import dev.bulwark.gateway.problem.ProblemResponse;
import dev.bulwark.gateway.routing.Match;
import dev.bulwark.gateway.routing.RoutePlan;
import dev.bulwark.gateway.routing.RouteTable;
import dev.bulwark.gateway.server.UndecodableBodyException;
import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.security.BadTokenException;
import dev.bulwark.platform.core.trace.TraceContext;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Admits each request before a service sees it. In this order it decides on syntax, route, deadline, identity and body size; nothing is
 * sent to a service until all of them hold, and nothing is sent twice.
 *
 * <p>Every failure is answered with a problem document, unless part of the answer was sent already: then the connection is closed before
 * the answer ends, so that no client takes part of it for the whole. What the server refuses earlier (a malformed request line,
 * headers over the limit) is answered by {@link dev.bulwark.gateway.server.RefusalHandler} in the same shape.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EdgeFilter implements WebFilter {

    /** The number nginx uses for a caller that closed the connection first; only the meters show it. */
    private static final int CALLER_LEFT = 499;

    private final ApplicationContext publicPort;
    private final RouteTable routes;
    private final Admission admission;
    private final FilteringWebHandler upstream;
    private final ProblemResponse problems;
    private final FailureLog failures;
    private final GatewayMeters meters;
    private final Ids ids;

    EdgeFilter(
            ApplicationContext publicPort,
            RouteTable routes,
            Admission admission,
            FilteringWebHandler upstream,
            ProblemResponse problems,
            FailureLog failures,
            GatewayMeters meters,
            Ids ids) {
        this.publicPort = publicPort;
        this.routes = routes;
        this.admission = admission;
        this.upstream = upstream;
        this.problems = problems;
        this.failures = failures;
        this.meters = meters;
        this.ids = ids;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!publicPort.equals(exchange.getApplicationContext())) {
            // The management port has a context of its own, but Spring Boot gives it the filters of this one.
            return chain.filter(exchange);
        }
        long startedNanos = System.nanoTime();
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        TraceContext trace = TraceContext.ofRequest(
                headers.getFirst(TraceContext.TRACEPARENT), headers.getFirst(TraceContext.CORRELATION_HEADER), ids);
        exchange.getResponse().getHeaders().set(TraceContext.CORRELATION_HEADER, trace.correlationId());
        Match match = routes.find(request.getPath(), request.getMethod().name());
        String route = match instanceof Match.Found found ? found.route().id() : GatewayMeters.NO_ROUTE;
        return serve(exchange, chain, trace, match)
                .onErrorResume(failure -> answer(exchange, trace, route, failure))
                .doFinally(signal -> meters.record(route, status(exchange, signal), System.nanoTime() - startedNanos));
    }

    private Mono<Void> serve(ServerWebExchange exchange, WebFilterChain chain, TraceContext trace, Match match) {
        Problem violation = RequestSyntax.violation(exchange.getRequest());
        if (violation != null) {
            return Mono.error(violation.exception());
        }
        try {
            return switch (match) {
                case Match.Found found -> admit(exchange, chain, trace, found.route());
                case Match.Options options -> options(exchange, options.allowed());
                case Match.WrongMethod wrong ->
                    Mono.error(GatewayProblems.methodNotAllowed(wrong.allowed()).exception());
                case Match.None none -> Mono.error(Problem.notFound().exception());
            };
        } catch (ProblemException | BadTokenException refusal) {
            return Mono.error(refusal);
        }
    }

    private Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain, TraceContext trace, RoutePlan route) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Deadline deadline = admission.deadline(headers, route);
        return admission
                .admit(trace, route, deadline, headers)
                .flatMap(admitted -> send(exchange, chain, admitted))
                .timeout(
                        Duration.ofMillis(Math.max(1, deadline.remainingMillis())),
                        Mono.error(DeadlineExceededException::new));
    }

    private Mono<Void> send(ServerWebExchange exchange, WebFilterChain chain, AdmittedRequest admitted) {
        RoutePlan route = admitted.route();
        ServerWebExchange limited = LimitedBody.applyTo(exchange, route.maxBodyBytes());
        RoutePlan.Upstream target = route.upstream();
        if (target == null) {
            return chain.filter(limited);
        }
        admitted.attachTo(exchange);
        var attributes = exchange.getAttributes();
        attributes.put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, target.route());
        attributes.put(
                ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                target.target(exchange.getRequest().getURI()));
        return upstream.handle(limited);
    }

    private static Mono<Void> options(ServerWebExchange exchange, String allowed) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.OK);
        response.getHeaders().set(HttpHeaders.ALLOW, allowed);
        response.getHeaders().setContentLength(0);
        return response.setComplete();
    }

    private Mono<Void> answer(ServerWebExchange exchange, TraceContext trace, String route, Throwable failure) {
        if (failure instanceof UndecodableBodyException) {
            // The server has answered it already.
            return Mono.empty();
        }
        Problem problem = Failures.problemOf(failure);
        if (problem.status() >= 500) {
            failures.failed(route, trace.correlationId(), problem, failure);
        }
        return exchange.getResponse().isCommitted() ? Mono.error(failure) : problems.write(exchange, problem, trace);
    }

    private static int status(ServerWebExchange exchange, SignalType signal) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return signal == SignalType.CANCEL || status == null ? CALLER_LEFT : status.value();
    }
}
