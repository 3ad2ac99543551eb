package dev.bulwark.gateway.problem;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemJson;
import dev.bulwark.platform.core.trace.TraceContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers an exchange with a problem. */
@Component
public class ProblemResponse {

    private final ProblemJson json;

    ProblemResponse(ProblemJson json) {
        this.json = json;
    }

    /** Replaces whatever was prepared as the answer. Only for an answer of which nothing was sent yet. */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem, TraceContext trace) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = json.write(problem, exchange.getRequest().getPath().value(), trace.traceId());
        HttpHeaders headers = response.getHeaders();
        headers.clear();
        headers.set(TraceContext.CORRELATION_HEADER, trace.correlationId());
        problem.headers().forEach(headers::set);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
