package dev.bulwark.gateway;

import java.net.URI;
import java.util.regex.Pattern;

import dev.bulwark.platform.core.http.HttpLimits;
import dev.bulwark.platform.core.http.RequestHeaderRules;
import dev.bulwark.platform.core.http.RequestTarget;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/** What must hold of every request before its route is looked for, so that a service reads it as the gateway does. */
final class RequestSyntax {

    /** RFC 9110 §7.2: a name, or an address in brackets. */
    private static final Pattern HOST = Pattern.compile("(?:[\\w.~!$&'()*+,;=%-]*|\\[[\\w.:]+])(?::\\d*)?");

    private RequestSyntax() {}

    /** What the request is refused with, or null when gateway and services can read it. */
    static @Nullable Problem violation(ServerHttpRequest request) {
        URI uri = request.getURI();
        if (uri.getRawFragment() != null || !RequestTarget.isReadable(uri.getRawPath(), uri.getRawQuery())) {
            return StatusProblems.of(400)
                    .detail("Other characters than RFC 3986 allows in a URI must be percent-encoded, as UTF-8.");
        }
        HttpHeaders headers = request.getHeaders();
        String host = headers.getFirst(HttpHeaders.HOST);
        if (host == null ? isHttp11(request) : !HOST.matcher(host).matches()) {
            return StatusProblems.of(400).detail("The header Host must name a host, and may name a port.");
        }
        if (count(headers) > HttpLimits.HEADERS) {
            return StatusProblems.of(431).detail("A request may have at most " + HttpLimits.HEADERS + " headers.");
        }
        return RequestHeaderRules.violation(headers.headerSet());
    }

    private static int count(HttpHeaders headers) {
        return headers.headerSet().stream()
                .mapToInt(header -> header.getValue().size())
                .sum();
    }

    /** HTTP/1.0 knows no Host. */
    private static boolean isHttp11(ServerHttpRequest request) {
        HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(request);
        return received.version().equals(HttpVersion.HTTP_1_1);
    }
}
