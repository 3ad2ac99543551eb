package dev.bulwark.platform.calls.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads a request and then does with the socket what a test wants, as no well-behaved server would. */
final class RawServer implements AutoCloseable {

    /** What is done with a connection once a request has come in. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    RawServer(Behaviour behaviour) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::accept);
    }

    /** Sends these bytes, one at a time with this pause between them, for as long as anybody listens. */
    static Behaviour dripping(String head, String again, int pauseMillis) {
        return out -> {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                for (byte b : again.getBytes(StandardCharsets.US_ASCII)) {
                    out.write(b);
                    out.flush();
                    Thread.sleep(pauseMillis);
                }
            }
        };
    }

    static Behaviour silent() {
        return out -> Thread.sleep(60_000);
    }

    URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    int accepted() {
        return accepted.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int ends = 0;
            while (ends < 4) { // the empty line after the headers
                int b = in.read();
                if (b < 0) {
                    return;
                }
                ends = b == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
            }
            behaviour.answer(socket.getOutputStream());
        } catch (IOException e) {
            // the client has hung up: the usual end here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
