package dev.bulwark.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection to the gateway for what no HTTP client would send: takes the bytes of requests and reads whole answers. */
final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** @param headers lower-case name, then value */
    record Answer(int status, List<String[]> headers, String body) {

        List<String> all(String name) {
            return headers.stream()
                    .filter(header -> header[0].equals(name.toLowerCase(Locale.ROOT)))
                    .map(header -> header[1])
                    .toList();
        }

        JsonNode assertProblem(int expected, String slug) {
            assertThat(status).as(body).isEqualTo(expected);
            assertThat(all("Content-Type")).containsExactly("application/problem+json");
            assertThat(all("X-Correlation-Id")).hasSize(1);
            JsonNode problem = JSON.readTree(body);
            assertThat(List.copyOf(problem.propertyNames()))
                    .containsExactly("type", "title", "status", "detail", "instance", "traceId");
            assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
            assertThat(problem.get("status").asInt()).isEqualTo(expected);
            assertThat(problem.get("instance").asString()).startsWith("/");
            assertThat(problem.get("traceId").asString()).matches("[0-9a-f]{32}");
            assertThat(body).doesNotContain("Exception", "java.", "io.netty");
            return problem;
        }
    }

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    static RawConnection to(RunningGateway gateway) {
        URI there = URI.create(gateway.url("/"));
        try {
            Socket socket = new Socket(there.getHost(), there.getPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request on a connection of its own. */
    static Answer ask(RunningGateway gateway, String request) {
        try (RawConnection connection = to(gateway)) {
            connection.send(request);
            return connection.answer();
        }
    }

    /** Each character is one byte. */
    void send(String requests) {
        try {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer answer() {
        return answer(true);
    }

    /** The answer to HEAD, which names the length of a body that isn't sent. */
    Answer answerWithoutBody() {
        return answer(false);
    }

    private Answer answer(boolean hasBody) {
        try {
            InputStream in = socket.getInputStream();
            String[] lines = head(in).split("\r\n");
            List<String[]> headers = new ArrayList<>();
            int length = 0;
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
                String value = lines[i].substring(colon + 1).strip();
                headers.add(new String[] {name, value});
                length = name.equals("content-length") ? Integer.parseInt(value) : length;
            }
            String body = hasBody ? new String(in.readNBytes(length), StandardCharsets.UTF_8) : "";
            return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the gateway closed the connection and sent nothing more. */
    boolean isClosed() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
