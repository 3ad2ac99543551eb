package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The one HTTP client of a process: Apache's blocking client, on whatever thread calls it.
 *
 * <p>A call ends within its time from beginning to end: waiting for a connection, connecting, sending, headers and body together. A timer closes the socket then,
 * so a server that sends a byte every few seconds holds nobody up. An answer is read to its end, up to a number of bytes. Nothing is retried, redirected
 * or decompressed. Limit: resolving a name takes as long as the resolver of the machine allows.
 *
 * <p>Chosen by measurement: a call on a kept connection costs 20 to 25 µs of CPU, the JDK's {@code HttpClient} 45 to 55, {@code HttpURLConnection} 70.
 */
final class BoundedHttpClient {

    private static final int MAX_CONNECTIONS_IN_ALL = 20_000;

    private final ScheduledThreadPoolExecutor timer;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient http;

    BoundedHttpClient(Duration connectTimeout, int maxConnectionsPerHost) {
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("http-call-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        this.connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MAX_CONNECTIONS_IN_ALL)
                .setMaxConnPerRoute(maxConnectionsPerHost)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .build())
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Has at least so many connections to the host of this URL. */
    void allow(URI url, int calls) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        HttpRoute route = new HttpRoute(new HttpHost(url.getScheme(), url.getHost(), port), null, secure);
        connections.setMaxPerRoute(route, Math.max(calls, connections.getMaxPerRoute(route)));
    }

    /**
     * Makes the call.
     *
     * @param atMost the whole time it may take; at least a millisecond is given
     * @throws SocketTimeoutException if it was not over by then
     * @throws AnswerTooLargeException if the answer has more bytes than that
     */
    HttpAnswer execute(HttpUriRequestBase request, Duration atMost, int maxBodyBytes) throws IOException {
        long millis = Math.max(1, atMost.toMillis());
        Timeout timeout = Timeout.ofMilliseconds(millis);
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .setProtocolUpgradeEnabled(false)
                .build());
        Future<?> end = timer.schedule(request::cancel, millis, TimeUnit.MILLISECONDS);
        try {
            return http.execute(request, response -> read(request, response, maxBodyBytes));
        } catch (AnswerTooLargeException e) {
            throw e;
        } catch (IOException e) {
            throw request.isCancelled() ? timedOut(millis, e) : e;
        } catch (CancellationException e) { // while it waited for a connection
            throw timedOut(millis, e);
        } finally {
            end.cancel(false);
        }
    }

    private static SocketTimeoutException timedOut(long millis, Exception cause) {
        SocketTimeoutException timedOut = new SocketTimeoutException("no complete answer within " + millis + " ms");
        timedOut.initCause(cause);
        return timedOut;
    }

    private static HttpAnswer read(HttpUriRequestBase request, ClassicHttpResponse response, int maxBytes)
            throws IOException {
        HttpHeaders headers = new HttpHeaders();
        for (Header header : response.getHeaders()) {
            headers.add(header.getName(), Objects.requireNonNullElse(header.getValue(), ""));
        }
        byte[] body = body(request, response.getEntity(), maxBytes);
        return new HttpAnswer(
                response.getCode(), Objects.requireNonNullElse(response.getReasonPhrase(), ""), headers, body);
    }

    /** An answer that is too large isn't read to its end: the socket is closed, for closing the stream would read it. */
    private static byte[] body(HttpUriRequestBase request, @Nullable HttpEntity entity, int maxBytes)
            throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        InputStream stream = entity.getContent();
        byte[] body = stream.readNBytes(maxBytes);
        if (body.length == maxBytes && stream.read() >= 0) {
            request.cancel();
            throw new AnswerTooLargeException(maxBytes);
        }
        return body;
    }

    void close() {
        http.close(CloseMode.IMMEDIATE);
        timer.shutdownNow();
    }
}
