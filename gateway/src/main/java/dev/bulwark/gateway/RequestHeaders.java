package dev.bulwark.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers a service gets: the caller's, without those only the platform may set and those that end at this hop, plus
 * correlation, trace and deadline.
 *
 * <p>One pass over the headers; Spring Cloud Gateway's own filters would copy them four times.
 */
final class RequestHeaders implements HttpHeadersFilter {

    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final String CONNECTION = "connection";

    private static final Set<String> DROPPED = Set.of(
            // Who is asking and from where: only the gateway's word counts.
            "x-user-id",
            "x-real-ip",
            "forwarded",
            "baggage",
            // Set anew below.
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

    private final Clock clock;

    RequestHeaders(Clock clock) {
        this.clock = clock;
    }

    @Override
    public HttpHeaders filter(HttpHeaders received, ServerWebExchange exchange) {
        Passage passage = Passage.of(exchange);
        TraceContext trace = passage.correlation().trace();
        List<String> nominated = received.getConnection();
        HttpHeaders sent = new HttpHeaders();
        for (Map.Entry<String, List<String>> header : received.headerSet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (isPassedOn(name, trace) && (nominated.isEmpty() || !isNominated(nominated, name))) {
                sent.put(name, header.getValue());
            }
        }
        long remainingMillis = Math.max(1, passage.deadlineMillis() - clock.millis());
        sent.set("x-correlation-id", passage.correlation().id());
        sent.set("traceparent", trace.traceparent());
        sent.set("x-deadline", Long.toString(passage.deadlineMillis()));
        sent.set("x-timeout-ms", Long.toString(remainingMillis));
        return sent;
    }

    private static boolean isPassedOn(String name, TraceContext trace) {
        return !DROPPED.contains(name)
                && !name.startsWith(FORWARDED_PREFIX)
                // State of a trace that isn't continued would be attached to the wrong one.
                && (trace.inherited() || !name.equals("tracestate"));
    }

    /** A caller may name headers that end here, but not so rid a request of its token or its key. */
    private static boolean isNominated(List<String> nominated, String name) {
        return !name.equals("authorization")
                && !name.equals("idempotency-key")
                && nominated.stream().anyMatch(name::equalsIgnoreCase);
    }
}
