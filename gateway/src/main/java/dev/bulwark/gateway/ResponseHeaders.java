package dev.bulwark.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Passes on the headers of a service's answer, except those that end at this hop and the correlation id, which the filter has set. */
final class ResponseHeaders implements HttpHeadersFilter {

    private static final Set<String> DROPPED = Set.of(
            "x-correlation-id",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    @Override
    public HttpHeaders filter(HttpHeaders received, ServerWebExchange exchange) {
        HttpHeaders sent = new HttpHeaders();
        for (Map.Entry<String, List<String>> header : received.headerSet()) {
            if (!DROPPED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                sent.put(header.getKey(), header.getValue());
            }
        }
        return sent;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
