package dev.bulwark.acceptance.topology;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TcpProxyTest {

    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 10_000;

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
        proxy = TcpProxy.before(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesWhatIsSaid() throws IOException {
        try (Socket client = connect()) {
            assertThat(say(client, 7, LONG_MILLIS)).isEqualTo(7);
        }
    }

    @Test
    void aCutResetsWhatIsOpenAndTakesNewConnections() throws IOException {
        try (Socket client = connect()) {
            say(client, 1, LONG_MILLIS);
            proxy.cut();
            assertThatThrownBy(() -> say(client, 2, LONG_MILLIS)).isInstanceOf(IOException.class);
        }
        passesWhatIsSaid();
    }

    @Test
    void halfOpenCarriesNothingUntilHealedAndThenIsReset() throws IOException {
        try (Socket client = connect()) {
            say(client, 1, LONG_MILLIS);
            proxy.halfOpen();
            assertThatThrownBy(() -> say(client, 2, SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            assertThatThrownBy(() -> say(client, 3, LONG_MILLIS)).isInstanceOf(IOException.class);
        }
        passesWhatIsSaid();
    }

    @Test
    void awayRefusesEverybodyUntilHealed() throws IOException {
        proxy.goAway();
        assertThatThrownBy(() -> {
                    try (Socket client = connect()) {
                        say(client, 1, LONG_MILLIS);
                    }
                })
                .isInstanceOf(IOException.class);
        proxy.heal();
        passesWhatIsSaid();
    }

    @Test
    void aDelayIsPaidInBothDirections() throws IOException {
        proxy.delay(Duration.ofMillis(SHORT_MILLIS));
        try (Socket client = connect()) {
            long from = System.nanoTime();
            say(client, 1, LONG_MILLIS);
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(2 * SHORT_MILLIS));
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    /** @throws IOException if the answer isn't the same byte, in time */
    private static int say(Socket client, int word, int patienceMillis) throws IOException {
        client.setSoTimeout(patienceMillis);
        client.getOutputStream().write(word);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the connection has ended");
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // reset, as it should be
        }
    }
}
