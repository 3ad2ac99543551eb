package dev.bulwark.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One keep-alive HTTP/1.1 connection, so lean that the load generator is a small part of what is measured.
 *
 * <p>Knows what our servers answer: a length or chunks, no other transfer codings, no redirects. For one thread.
 */
final class HttpConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final String host;

    /** What came back. */
    record Answer(int status, String body) {}

    HttpConnection(URI server) throws IOException {
        this(server, Duration.ofMillis(READ_MILLIS));
    }

    /** @param patience how long to wait for each piece of an answer */
    HttpConnection(URI server, Duration patience) throws IOException {
        this.host = server.getHost() + ":" + server.getPort();
        this.socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) patience.toMillis());
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), 8_192);
    }

    Answer send(String method, String path, Map<String, String> headers, String body) throws IOException {
        byte[] content = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder(512);
        head.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(ISO_8859_1);
        byte[] request = new byte[start.length + content.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        socket.getOutputStream().write(request);
        return answer();
    }

    private Answer answer() throws IOException {
        String status = line();
        int code = Integer.parseInt(status.substring(9, 12));
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        return new Answer(code, chunked ? chunks() : new String(exactly(length), UTF_8));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line().strip(), 16);
            body.append(new String(exactly(size), UTF_8));
            line();
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed the connection in the middle of an answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
