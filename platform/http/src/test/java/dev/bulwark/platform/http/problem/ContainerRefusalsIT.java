package dev.bulwark.platform.http.problem;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the container refuses before any filter or controller sees it. */
class ContainerRefusalsIT extends SampleService {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open?a|b",
                "/open?{",
                "/open?\"",
                "/open?<>",
                "/open?q=%",
                "/open?q=%4",
                "/open?%zz=1",
                "/open?q=%FF",
                "/open?q=%C3%28",
                "/open?q=é",
                "/open|",
                "/open{",
                "/open\"",
                "/open%",
                "/open%zz",
                "/open%FF",
                "/open^",
                "/open\\",
                "/é",
                "/open%00",
                "/open/../open%2Fopen",
                "//open",
                "/open;v=1"
            })
    void aTargetThatIsNoUri(String target) {
        assertProblem(raw(port, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n"), 400, "bad-request");
        assertProblem(raw(managementPort, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n"), 400, "bad-request");
    }

    @Test
    void bracketsInTheQueryAreReadAsBrowsersSendThem() {
        assertThat(raw(port, "GET /open?status[]= HTTP/1.1\r\n" + HOST + "\r\n").status())
                .isEqualTo(200);
    }

    @Test
    void theInstanceIsThePathWhereItCanBeRead() {
        Answer answer = raw(port, "GET /open% HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(answer.json().path("instance").asString()).isEqualTo("/open%");
    }

    @Test
    void aRefusalKeepsTheCorrelationIdAndTheTraceOfTheClient() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        Answer answer = raw(
                port,
                "GET /open% HTTP/1.1\r\n" + HOST + "X-Correlation-Id: order-7\r\ntraceparent: 00-" + traceId
                        + "-00f067aa0ba902b7-01\r\n\r\n");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("order-7");
        assertThat(answer.json().path("traceId").asString()).isEqualTo(traceId);
    }

    @ParameterizedTest
    @ValueSource(ints = {25_000, 90_000})
    void aRequestLineThatIsTooLong(int chars) {
        String target = "/open?q=" + "q".repeat(chars);
        assertProblem(raw(port, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n"), 414, "uri-too-long");
        assertProblem(raw(managementPort, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n"), 414, "uri-too-long");
    }

    @ParameterizedTest
    @ValueSource(ints = {25_000, 90_000})
    void headersThatAreTooLarge(int chars) {
        String large = "X-Large: " + "x".repeat(chars) + "\r\n\r\n";
        assertProblem(raw(port, "GET /open HTTP/1.1\r\n" + HOST + large), 431, "headers-too-large");
        assertProblem(raw(managementPort, "GET /open HTTP/1.1\r\n" + HOST + large), 431, "headers-too-large");
    }

    @Test
    void tooManyHeaders() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append("X-").append(i).append(": 1\r\n");
        }
        assertProblem(raw(port, "GET /open HTTP/1.1\r\n" + HOST + many + "\r\n"), 431, "headers-too-large");
    }

    @Test
    void headersUpToTheLimitAreRead() {
        String large = "X-Large: " + "x".repeat(8_000) + "\r\n\r\n";
        assertThat(raw(port, "GET /open HTTP/1.1\r\n" + HOST + large).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET /open HTTP/3.0\\r\\nHost: localhost\\r\\n                                 | 505 | http-version-not-supported
        GET /open HTTP/1.1\\r\\nConnection: close\\r\\n                               | 400 | bad-request
        GET /open HTTP/1.1\\r\\nHost: a b\\r\\nConnection: close\\r\\n                | 400 | bad-request
        GET /open HTTP/1.1\\r\\nHost: localhost\\r\\nno colon here\\r\\nConnection: close\\r\\n | 400 | bad-request
        GET /open HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\nX-A\\0: 1\\r\\n | 400 | bad-request
        GET /open HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\nX-A: a\\0b\\r\\n | 400 | bad-request
        G(T /open HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n          | 400 | bad-request
        FOO /open HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n          | 400 | bad-request
        TRACE /open HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n        | 405 | method-not-allowed
        CONNECT localhost:80 HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n | 501 | not-implemented
        GET * HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n              | 400 | bad-request
        POST /things HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: one\\r\\nConnection: close\\r\\n | 400 | bad-request
        POST /things HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: -1\\r\\nConnection: close\\r\\n | 400 | bad-request
        POST /things HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n | 400 | bad-request
        POST /things HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: gzip\\r\\nConnection: close\\r\\n | 501 | not-implemented
        GET /open HTTP/1.1\\r\\nHost: localhost\\r\\nHost: localhost\\r\\nConnection: close\\r\\n | 400 | bad-request
        """)
    void whatTheContainerRefusesHasTheOneShape(String request, int status, String slug) {
        String bytes = request.translateEscapes() + "\r\n";
        assertProblem(raw(port, bytes), status, slug);
        assertProblem(raw(managementPort, bytes), status, slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "2\r\n{}xx", "FFFFFFFFFFFF\r\n{}"})
    void aBodyWhoseChunksAreWrong(String chunks) {
        for (String path : new String[] {"/things", "/effects"}) {
            Answer answer = raw(
                    port,
                    "POST " + path + " HTTP/1.1\r\n" + HOST + "Authorization: Bearer " + tokens.customer("alice")
                            + "\r\n"
                            + "Idempotency-Key: k\r\n"
                            + "Content-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + chunks + "\r\nxx\r\n");
            assertProblem(answer, 400, "bad-request");
        }
    }
}
