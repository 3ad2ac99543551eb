package dev.bulwark.platform.core.security;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimedRetrieverTest {

    @Test
    void anIssuerThatSendsAByteNowAndThenIsNotReadFromForLong() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (ServerSocket issuer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(issuer, hungUp));
            TimedRetriever retriever =
                    new TimedRetriever(new DefaultResourceRetriever(1_000, 1_000, 1_000), Duration.ofMillis(300));
            URI uri = URI.create("http://localhost:" + issuer.getLocalPort() + "/jwks");

            assertThatThrownBy(() -> retriever.retrieveResource(uri.toURL()))
                    .isInstanceOf(SocketTimeoutException.class);

            assertThat(hungUp.await(20, TimeUnit.SECONDS))
                    .as("the socket is closed")
                    .isTrue();
        }
    }

    private static void drip(ServerSocket issuer, CountDownLatch hungUp) {
        try (Socket socket = issuer.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write('a');
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException e) {
            hungUp.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
