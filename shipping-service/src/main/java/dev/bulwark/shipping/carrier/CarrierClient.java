package dev.bulwark.shipping.carrier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.bulwark.platform.core.trace.TraceContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;

/**
 * {@link CarrierExchange} over Apache's blocking client, on whatever virtual thread calls it; payment-service measured
 * why that one.
 *
 * <p>It never retries and never follows a redirect: whether to ask again isn't its to decide. Limit: the time is kept
 * between two reads, so an answer that comes in drops can take longer.
 */
final class CarrierClient implements CarrierExchange, DisposableBean {

    private static final int MAX_BODY_BYTES = 4_096;
    private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);

    private final String url;
    private final CloseableHttpClient http;

    CarrierClient(CarrierProperties properties) {
        this.url = properties.url().toString();
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(properties.maxConnections())
                        .setMaxConnPerRoute(properties.maxConnections())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofMilliseconds(properties.connectTimeoutMillis()))
                                .build())
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @Override
    public Response post(String path, String line, Duration atMost) throws IOException {
        HttpPost request = new HttpPost(url + path);
        // Zero would mean for ever.
        Timeout timeout = Timeout.ofMilliseconds(Math.max(1, atMost.toMillis()));
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .build());
        request.setEntity(new StringEntity(line, TEXT));
        String traceparent = TraceContext.currentTraceparent();
        if (traceparent != null) {
            request.setHeader(TraceContext.TRACEPARENT, traceparent);
        }
        return http.execute(request, CarrierClient::read);
    }

    private static Response read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Response(response.getCode(), "");
        }
        try (InputStream body = entity.getContent()) {
            String line = new String(body.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
            return new Response(response.getCode(), line);
        }
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }
}
