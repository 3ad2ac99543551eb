package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import dev.bulwark.platform.core.trace.TraceContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** Gives each request its own time-out: what is left of the deadline less the margin, at most the ceiling. */
final class DeadlineRequestFactory implements ClientHttpRequestFactory {

    private final HttpClient client;
    private final Executor threads;
    private final Duration ceiling;

    DeadlineRequestFactory(HttpClient client, Executor threads, Duration ceiling) {
        this.client = client;
        this.threads = threads;
        this.ceiling = ceiling;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
        long millis = ceiling.toMillis();
        Deadline deadline = Deadline.current();
        if (deadline != null) {
            millis = Math.min(millis, deadline.remainingMillis() - Deadline.ANSWER_MARGIN_MILLIS);
            if (millis <= 0) {
                throw new DeadlineExceededException();
            }
        }
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client, threads);
        requests.setReadTimeout(Duration.ofMillis(millis));
        ClientHttpRequest request = requests.createRequest(uri, method);
        if (deadline != null) {
            request.getHeaders().set(Deadline.TIMEOUT_HEADER, Long.toString(millis));
            request.getHeaders()
                    .set(
                            Deadline.DEADLINE_HEADER,
                            Long.toString(deadline.clock().millis() + millis));
        }
        addTrace(request.getHeaders());
        return request;
    }

    private static void addTrace(HttpHeaders headers) {
        TraceContext trace = TraceContext.current();
        if (trace != null) {
            headers.set(TraceContext.TRACEPARENT, trace.traceparent());
            headers.set(TraceContext.CORRELATION_HEADER, trace.correlationId());
        }
    }
}
