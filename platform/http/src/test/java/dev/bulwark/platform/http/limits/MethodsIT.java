package dev.bulwark.platform.http.limits;

import java.net.URI;
import java.net.http.HttpRequest;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** HEAD answers as GET does, and OPTIONS says what a route answers to. */
class MethodsIT extends SampleService {

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/v3/api-docs", "/caller", "/nowhere", "/tagged"})
    void headAnswersAsGetDoes(String path) {
        assertSameHeaders(request(path));
        assertSameHeaders(asAlice(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/nothing",
                "/nothing"
            })
    void headAnswersAsGetDoesOnTheManagementPort(String path) {
        assertSameHeaders(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path)));
    }

    @ParameterizedTest
    @CsvSource({
        "/open, 'GET, HEAD, OPTIONS'",
        "/things, 'OPTIONS, POST'",
        "/things/1, 'GET, HEAD, OPTIONS'",
        "/effects, 'OPTIONS, POST'",
        "/ops/thing, 'GET, HEAD, OPTIONS'"
    })
    void optionsNeedsNoTokenAndNamesEveryMethod(String path, String allow) {
        Answer answer = send(request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(methods(answer)).isEqualTo(allow);
    }

    @Test
    void optionsOfWhatIsNotThere() {
        assertProblem(
                send(request("/nowhere").method("OPTIONS", HttpRequest.BodyPublishers.noBody())), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /things, 'OPTIONS, POST'", "PUT, /open, 'GET, HEAD, OPTIONS'"})
    void aMethodThatIsNotAllowedIsToldWhichAre(String method, String path, String allow) {
        Answer answer = send(asAlice(path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(methods(answer)).isEqualTo(allow);
    }

    private void assertSameHeaders(HttpRequest.Builder request) {
        Answer get = send(request.GET());
        Answer head = send(request.HEAD());
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("X-Correlation-Id")).isNotBlank();
    }

    private static String methods(Answer answer) {
        return String.join(
                ", ",
                java.util.Arrays.stream(answer.header("Allow").split(",", -1))
                        .map(String::strip)
                        .sorted()
                        .toList());
    }
}
