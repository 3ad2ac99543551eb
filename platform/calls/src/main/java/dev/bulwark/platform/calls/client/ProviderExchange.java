package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

import dev.bulwark.platform.core.trace.TraceContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** {@link HttpExchange} by the one client. Without {@code RestClient}, whose converters an adapter that reads bytes doesn't need. */
final class ProviderExchange implements HttpExchange {

    private final BoundedHttpClient http;
    private final String baseUrl;
    private final int maxBodyBytes;
    private final InstantSource clock;

    ProviderExchange(BoundedHttpClient http, URI baseUrl, int maxBodyBytes, InstantSource clock) {
        this.http = http;
        this.baseUrl = baseUrl.toString();
        this.maxBodyBytes = maxBodyBytes;
        this.clock = clock;
    }

    @Override
    public Response send(Request request, Duration atMost) throws IOException {
        String url = baseUrl + request.path();
        Body body = request.body();
        HttpUriRequestBase httpRequest = body == null ? new HttpGet(url) : new HttpPost(url);
        if (body != null) {
            httpRequest.setEntity(new ByteArrayEntity(body.content(), ContentType.parse(body.mediaType())));
        }
        request.headers().forEach(httpRequest::setHeader);
        String traceparent = TraceContext.currentTraceparent();
        if (traceparent != null) {
            httpRequest.setHeader(TraceContext.TRACEPARENT, traceparent);
        }
        HttpAnswer answer = http.execute(httpRequest, atMost, maxBodyBytes);
        return new Response(
                answer.status(),
                answer.body(),
                RetryAfter.parse(answer.headers().getFirst(RetryAfter.HEADER), clock.instant()));
    }
}
