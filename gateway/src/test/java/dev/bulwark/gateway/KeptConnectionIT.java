package dev.bulwark.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A client keeps its connection and asks again on it, sometimes before the answer before has been finished. */
class KeptConnectionIT {

    private static final int PATIENCE_MILLIS = 20_000;

    private final RunningGateway gateway = RunningGateway.fresh();

    /** Reactor Netty 1.3.7 read nothing more from such a connection: its clients waited for ever (reactor-netty issue 4361). */
    @Test
    void aRequestAfterOneThatWaitedForItsTurnIsAnswered() throws IOException {
        CountDownLatch bothAreThere = new CountDownLatch(1);
        gateway.service("inventory").answers(exchange -> {
            await(bothAreThere);
            FakeService.answering(200, "{}").handle(exchange);
        });
        URI there = URI.create(gateway.url("/"));
        try (Socket socket = new Socket(there.getHost(), there.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ask(socket, "/api/v1/products", "/docs");
            bothAreThere.countDown();
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
            assertThat(answer(socket)).startsWith("HTTP/1.1 307");

            ask(socket, "/docs");
            assertThat(answer(socket)).startsWith("HTTP/1.1 307");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("the second request never came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void ask(Socket socket, String... paths) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (String path : paths) {
            requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Head of the next answer; its body is read and left out. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        in.readNBytes(length(head.toString()));
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
