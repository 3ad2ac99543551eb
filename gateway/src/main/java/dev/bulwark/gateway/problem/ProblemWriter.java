package dev.bulwark.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the answer. */
@Component
public class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /**
     * Replaces whatever was prepared as an answer, except the header {@code kept}.
     *
     * <p>Only for an answer of which nothing was sent yet.
     */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem, String traceId, String kept) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        String keptValue = headers.getFirst(kept);
        headers.clear();
        headers.set(kept, keptValue);
        problem.headers().forEach(headers::set);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        byte[] body = json.writeValueAsBytes(
                body(problem, exchange.getRequest().getPath().value(), traceId));
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Map<String, Object> body(Problem problem, String path, String traceId) {
        Map<String, Object> body = LinkedHashMap.newLinkedHashMap(6);
        body.put("type", "/problems/" + problem.slug());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("instance", path);
        body.put("traceId", traceId);
        return body;
    }
}
