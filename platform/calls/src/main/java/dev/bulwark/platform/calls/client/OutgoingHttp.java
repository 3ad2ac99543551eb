package dev.bulwark.platform.calls.client;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Makes clients for other processes, the only ones there are. Every call ends within the ceiling and within what remains of the
 * {@link dev.bulwark.platform.core.deadline.Deadline}, less a margin for our own answer, be the answer as slow as it may; it carries the deadline and the
 * trace on. A call whose budget is spent isn't made.
 *
 * <p>Limits: nothing is retried here; redirects aren't followed. A call that fails to come through is a
 * {@link org.springframework.web.client.ResourceAccessException}, which ends a request as 504 or 503.
 */
public final class OutgoingHttp implements AutoCloseable {

    private final OutgoingProperties properties;
    private final BoundedHttpClient http;
    private final InstantSource clock;

    public OutgoingHttp(OutgoingProperties properties, InstantSource clock) {
        this.properties = properties;
        this.http = new BoundedHttpClient(properties.connectTimeout(), properties.maxConnections());
        this.clock = clock;
    }

    /** A client for one service, for example at {@code http://localhost:8081}. */
    public RestClient.Builder client(String baseUrl) {
        return client(baseUrl, properties.ceiling());
    }

    /** As {@link #client(String)}, with another ceiling. */
    public RestClient.Builder client(String baseUrl, Duration ceiling) {
        return RestClient.builder()
                .uriBuilderFactory(new SegmentUriBuilderFactory(baseUrl))
                .requestFactory(requestFactory(ceiling));
    }

    private ClientHttpRequestFactory requestFactory(Duration ceiling) {
        int maxBodyBytes = Math.toIntExact(properties.maxBody().toBytes());
        return (uri, method) -> new DeadlineRequest(http, uri, method, ceiling, maxBodyBytes);
    }

    /**
     * Calls to one outside provider, which gets the trace and nothing else of ours; the caller gives each call its time.
     *
     * @param baseUrl where its interface begins, without a slash at the end
     * @param maxCalls how many can be under way at once: as many connections are kept, so that no call waits for one
     * @param maxBodyBytes the largest answer that is read
     */
    public HttpExchange exchange(URI baseUrl, int maxCalls, int maxBodyBytes) {
        http.allow(baseUrl, maxCalls);
        return new ProviderExchange(http, baseUrl, maxBodyBytes, clock);
    }

    @Override
    public void close() {
        http.close();
    }
}
