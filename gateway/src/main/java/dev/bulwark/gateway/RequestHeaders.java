package dev.bulwark.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.bulwark.platform.core.trace.Traceparent;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Makes the headers that a service receives: the client's, without those that only the platform may set and those that end at this hop,
 * and with correlation, trace and deadline added.
 *
 * <p>Goes over the headers once; Spring Cloud Gateway's own filters would copy them four times.
 */
final class RequestHeaders implements HttpHeadersFilter {

    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final String CONNECTION = "connection";

    private static final Set<String> DROPPED = Set.of(
            // Who is asking and from where: services believe the gateway only.
            "x-user-id",
            "x-real-ip",
            "forwarded",
            "baggage",
            // Replaced below.
            "x-correlation-id",
            "traceparent",
            "x-deadline",
            "x-timeout-ms",
            // End at this hop (RFC 9110 §7.6.1).
            "host",
            CONNECTION,
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    @Override
    public HttpHeaders filter(HttpHeaders received, ServerWebExchange exchange) {
        AdmittedRequest request = AdmittedRequest.of(exchange);
        List<String> nominated = received.getConnection();
        HttpHeaders sent = new HttpHeaders();
        for (Map.Entry<String, List<String>> header : received.headerSet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (isPassedOn(name, received) && (nominated.isEmpty() || !isNominated(nominated, name))) {
                sent.put(name, header.getValue());
            }
        }
        long remainingMillis = Math.max(1, request.deadline().remainingMillis());
        sent.set("x-correlation-id", request.trace().correlationId());
        sent.set("traceparent", request.trace().traceparent());
        sent.set("x-deadline", Long.toString(request.deadline().epochMillis()));
        sent.set("x-timeout-ms", Long.toString(remainingMillis));
        return sent;
    }

    private static boolean isPassedOn(String name, HttpHeaders received) {
        return !DROPPED.contains(name)
                && !name.startsWith(FORWARDED_PREFIX)
                && (!name.equals("tracestate") || continuesTrace(received));
    }

    /** The state of a trace that isn't continued would be attached to the wrong one. */
    private static boolean continuesTrace(HttpHeaders received) {
        String traceparent = received.getFirst("traceparent");
        return traceparent != null && Traceparent.isValid(traceparent);
    }

    /** A caller may name headers that end at this hop, but must not remove the token or the idempotency key that way. */
    private static boolean isNominated(List<String> nominated, String name) {
        return !name.equals("authorization")
                && !name.equals("idempotency-key")
                && nominated.stream().anyMatch(name::equalsIgnoreCase);
    }
}
