package dev.bulwark.acceptance.hostile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Sends bytes that no HTTP client would send, and reads the answers of HTTP/1.1. Keeps its connection as long as the server does. Not for several threads. */
final class RawConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    /** The longest budget of an ordinary route is 5 s; three of them are no answer. */
    private static final int ANSWER_MILLIS = 15_000;

    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private final InetSocketAddress address;
    private @Nullable Socket socket;

    RawConnection(URI server) {
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /** @param headers by name in any case; of several with one name, the last */
    record RawAnswer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /**
     * @throws java.net.SocketTimeoutException if the server doesn't answer in time
     * @throws IOException if it closes the connection without an answer
     */
    RawAnswer exchange(HostileRequest request) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(open(), request);
        } catch (EOFException e) {
            close();
            if (!kept) {
                throw e;
            }
            // The server closed the kept connection before this request; a new one tells which of the two it was.
            return exchange(open(), request);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private RawAnswer exchange(Socket connection, HostileRequest request) throws IOException {
        try {
            connection.getOutputStream().write(request.bytes());
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // The server may have answered before it had read everything.
        }
        InputStream in = new BufferedInputStream(connection.getInputStream());
        RawAnswer answer;
        do {
            answer = read(in, request.method());
        } while (answer.status() < 200);
        // After a refusal of the request's form nobody knows where the next one begins.
        if (answer.status() >= 400 || answer.header("Connection").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    private static RawAnswer read(InputStream in, String method) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("no status line: " + String.join(" ", status));
        }
        int code = Integer.parseInt(status[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)),
                    line.substring(colon + 1).strip());
        }
        boolean empty = method.equals("HEAD") || code < 200 || code == 204 || code == 304;
        return new RawAnswer(code, headers, empty ? "" : new String(body(in, headers), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("Transfer-Encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return chunks(in);
        }
        String length = headers.get("Content-Length");
        return length == null ? in.readNBytes(MAX_BODY_BYTES) : exactly(in, Integer.parseInt(length));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int length = size(in); length > 0; length = size(in)) {
            all.append(new String(exactly(in, length), StandardCharsets.ISO_8859_1));
            line(in);
        }
        for (String trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
            // of no interest
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the answer ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw line.isEmpty()
                        ? new EOFException("closed without an answer")
                        : new IOException("closed amid: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket();
            open.setSoTimeout(ANSWER_MILLIS);
            open.setTcpNoDelay(true);
            open.connect(address, CONNECT_MILLIS);
            socket = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
