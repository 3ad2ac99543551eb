package dev.bulwark.platform.sealed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpServer;
import dev.bulwark.platform.deadline.OutgoingHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyLookupTest {

    private static final DataKey KEY = DataKey.of("k1", new byte[32]);

    private final OutgoingHttp http = new OutgoingHttp(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private volatile int status = 200;
    private volatile String body = "{\"keyId\":\"k1\",\"key\":\"" + KEY.base64() + "\"}";
    private HttpServer orders;
    private KeyLookup remote;
    private CachingKeyLookup cached;

    @BeforeEach
    void start() throws IOException {
        orders = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        orders.createContext("/internal/keys/k1", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            // Reused connections of the JDK's little server now and then hang.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        orders.start();
        remote = new HttpKeyLookup(
                http.client("http://localhost:" + orders.getAddress().getPort()).build(), new SimpleMeterRegistry());
        cached = new CachingKeyLookup(remote, 10, nanos::get);
    }

    @AfterEach
    void stop() {
        orders.stop(0);
        http.close();
    }

    @Test
    void findsTheKey() {
        assertThat(remote.find("k1")).contains(KEY);
    }

    @Test
    void goneIsErased() {
        status = 410;
        assertThat(remote.find("k1")).isEmpty();
        status = 404;
        assertThat(remote.find("k1")).isEmpty();
    }

    @Test
    void anythingElseIsNoErasure() {
        for (int refused : new int[] {401, 403, 500, 503}) {
            status = refused;
            assertThatThrownBy(() -> remote.find("k1")).isInstanceOf(RestClientException.class);
        }
        status = 200;
        for (String odd : new String[] {"{}", "{\"keyId\":\"k2\",\"key\":\"" + KEY.base64() + "\"}", "null"}) {
            body = odd;
            assertThatThrownBy(() -> remote.find("k1")).as(odd).isInstanceOf(RestClientException.class);
        }
        orders.stop(0);
        assertThatThrownBy(() -> remote.find("k1")).isInstanceOf(RestClientException.class);
    }

    @Test
    void aKeyIsRememberedThirtySecondsAndNotLonger() {
        cached.find("k1");
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(cached.find("k1")).contains(KEY);
        assertThat(asked).hasValue(1);
        status = 410;
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(cached.find("k1")).isEmpty();
        assertThat(cached.find("k1")).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aFailureIsNotRemembered() {
        status = 503;
        assertThatThrownBy(() -> cached.find("k1")).isInstanceOf(RestClientException.class);
        status = 200;
        assertThat(cached.find("k1")).contains(KEY);
    }

    @Test
    void whoErasesForgetsAtOnce() {
        cached.find("k1");
        status = 410;
        cached.forget("k1");
        assertThat(cached.find("k1")).isEqualTo(Optional.empty());
    }
}
