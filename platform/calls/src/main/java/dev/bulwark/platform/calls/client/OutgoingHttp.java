package dev.bulwark.platform.calls.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.bulwark.platform.core.deadline.Deadline;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Makes clients for other services. Every call ends within the ceiling and within what remains of the {@link Deadline}, less a margin for
 * our own answer; it carries the deadline and the trace on. A call whose budget is spent isn't made.
 *
 * <p>Limits: nothing is retried here; redirects aren't followed. A call that fails to come through is a
 * {@link org.springframework.web.client.ResourceAccessException}, which ends a request as 504 or 503.
 */
public final class OutgoingHttp implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Duration ceiling;

    public OutgoingHttp(Duration connectTimeout, Duration ceiling) {
        this.ceiling = ceiling;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(threads)
                .build();
    }

    /** A client for one service, for example at {@code http://localhost:8081}. */
    public RestClient.Builder client(String baseUrl) {
        return client(baseUrl, ceiling);
    }

    /** As {@link #client(String)}, with another ceiling. */
    public RestClient.Builder client(String baseUrl, Duration ceiling) {
        return RestClient.builder().baseUrl(baseUrl).requestFactory(requestFactory(ceiling));
    }

    public ClientHttpRequestFactory requestFactory(Duration ceiling) {
        return new DeadlineRequestFactory(client, threads, ceiling);
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
