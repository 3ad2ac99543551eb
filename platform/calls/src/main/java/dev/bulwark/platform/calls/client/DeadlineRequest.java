package dev.bulwark.platform.calls.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import dev.bulwark.platform.core.trace.TraceContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A request that takes no longer than what is left of the deadline less the margin, and at most the ceiling; and says so to whom it asks. */
final class DeadlineRequest extends AbstractClientHttpRequest {

    private final BoundedHttpClient http;
    private final URI uri;
    private final HttpMethod method;
    private final Duration ceiling;
    private final int maxBodyBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    DeadlineRequest(BoundedHttpClient http, URI uri, HttpMethod method, Duration ceiling, int maxBodyBytes) {
        this.http = http;
        this.uri = uri;
        this.method = method;
        this.ceiling = ceiling;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    protected OutputStream getBodyInternal(HttpHeaders headers) {
        return body;
    }

    @Override
    protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
        long millis = ceiling.toMillis();
        Deadline deadline = Deadline.current();
        if (deadline != null) {
            millis = Math.min(millis, deadline.remainingMillis() - Deadline.ANSWER_MARGIN_MILLIS);
            if (millis <= 0) {
                throw new DeadlineExceededException();
            }
            headers.set(Deadline.TIMEOUT_HEADER, Long.toString(millis));
            headers.set(Deadline.DEADLINE_HEADER, Long.toString(deadline.clock().millis() + millis));
        }
        TraceContext trace = TraceContext.current();
        if (trace != null) {
            headers.set(TraceContext.TRACEPARENT, trace.traceparent());
            headers.set(TraceContext.CORRELATION_HEADER, trace.correlationId());
        }
        return new BufferedResponse(http.execute(request(headers), Duration.ofMillis(millis), maxBodyBytes));
    }

    private HttpUriRequestBase request(HttpHeaders headers) {
        HttpUriRequestBase request = new HttpUriRequestBase(method.name(), uri);
        headers.forEach((name, values) -> {
            boolean framing = name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
                    || name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING);
            if (!framing) { // the client's own business
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        if (body.size() > 0) {
            request.setEntity(new ByteArrayEntity(body.toByteArray(), null));
        }
        return request;
    }
}
