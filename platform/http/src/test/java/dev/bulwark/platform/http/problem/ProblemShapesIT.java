package dev.bulwark.platform.http.problem;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import dev.bulwark.platform.http.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemShapesIT extends SampleService {

    private static final String VALID =
            "{\"name\":\"n\",\"amount\":1,\"parts\":[{\"sku\":\"s\",\"quantity\":2}],\"color\":\"RED\",\"at\":\"2026-01-02T03:04:05Z\"}";

    @Test
    void aValidBodyComesBackWithItsTimesAsText() {
        Answer answer = send(postAsAlice("/things", VALID));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo(VALID);
    }

    @Test
    void absentComponentsAreLeftOut() {
        assertThat(send(postAsAlice("/things", "{\"amount\":3}")).text()).isEqualTo("{\"amount\":3}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"amount":1,"colour":"RED"}                 | /colour           | is not a field of this object
            {"amount":"1"}                              | /amount           | must be a whole number within its range
            {"amount":1.5}                              | /amount           | must be a whole number within its range
            {"amount":99999999999999999999}             | /amount           | must be a whole number within its range
            {"amount":null}                             | /amount           | must be a whole number within its range
            {"amount":1,"name":7}                       | /name             | must be a string
            {"amount":1,"name":true}                    | /name             | must be a string
            {"amount":1,"color":"BLUE"}                 | /color            | must be one of RED, GREEN
            {"amount":1,"color":0}                      | /color            | must be one of RED, GREEN
            {"amount":1,"at":"yesterday"}               | /at               | must be an RFC 3339 time from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z
            {"amount":1,"at":1700000000}                | /at               | must be an RFC 3339 time from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z
            {"amount":1,"parts":{}}                     | /parts            | must be an array
            {"amount":1,"parts":[{"sku":"a","quantity":"2"}]} | /parts/0/quantity | must be a whole number within its range
            {"amount":1,"parts":[{"quantity":1,"a/b~":2}]} | /parts/0/a~1b~0   | is not a field of this object
            {"amount":1,"amount":2}                     | /amount           | the same field stands here twice
            {"amount":1,"parts":[{"sku":"a","sku":"b"}]} | /parts/0/sku     | the same field stands here twice
            []                                          | ``                | must be an object
            """)
    void aBodyOfAnotherShapeNamesThePlace(String body, String pointer, String message) {
        Answer answer = send(postAsAlice("/things", body));
        assertProblem(answer, 400, "validation");
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(answer.json().path("errors").path(0).path("message").asString())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"amount\":", "{\"amount\":1} {}", "``", "{'amount':1}"})
    void whatIsNoJsonIsABadRequest(String body) {
        assertProblem(send(postAsAlice("/things", body)), 400, "bad-request");
    }

    @Test
    void nestingIsBounded() {
        String deep = "[".repeat(60) + "]".repeat(60);
        assertProblem(send(postAsAlice("/things", "{\"amount\":1,\"x\":" + deep + "}")), 400);
        assertProblem(send(postAsAlice("/things", deep)), 400);
    }

    @Test
    void parametersOfTheWrongFormatNameThemselves() {
        assertProblem(send(asAlice("/things/one?limit=1")), 404, "not-found");
        Answer odd = send(asAlice("/things/1?limit=one"));
        assertProblem(odd, 400, "validation");
        assertThat(odd.json().path("errors").path(0).path("pointer").asString()).isEqualTo("/limit");
        Answer missing = send(asAlice("/things/1"));
        assertProblem(missing, 400, "validation");
        assertThat(missing.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/limit");
    }

    @Test
    void whatDoesNotExistIs404FromTheUseCaseAndFromTheRouterAlike() {
        assertProblem(send(asAlice("/things/404?limit=1")), 404, "not-found");
        assertProblem(send(asAlice("/nowhere")), 404, "not-found");
    }

    @Test
    void methodAndTypesThatDoNotFit() {
        Answer method = send(asAlice("/things").DELETE());
        assertProblem(method, 405, "method-not-allowed");
        assertThat(method.header("Allow")).isEqualTo("POST,OPTIONS");
        assertProblem(send(postAsAlice("/things", VALID).header("Accept", "image/png")), 406, "not-acceptable");
        assertProblem(
                send(asAlice("/things").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x"))),
                415,
                "unsupported-media-type");
    }

    @Test
    void bodiesAreBoundedWhetherTheySayTheirLengthOrNot() {
        byte[] large = (" ".repeat(1_048_577)).getBytes(StandardCharsets.US_ASCII);
        assertProblem(
                send(asAlice("/things")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(large))),
                413,
                "payload-too-large");
        assertProblem(
                send(asAlice("/things")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))),
                413,
                "payload-too-large");
        assertThat(send(asAlice("/large/bytes").POST(BodyPublishers.ofByteArray(large)))
                        .json()
                        .path("bytes")
                        .asLong())
                .isEqualTo(large.length);
    }

    @Test
    void whatNobodyForesawIsInternalAndTellsNothing() {
        Answer answer = send(asAlice("/fails"));
        assertProblem(answer, 500, "internal");
        assertThat(answer.text()).doesNotContain("secret", "dev.bulwark", "Exception", "\tat ");
    }

    @Test
    void theFirewallAnswersInTheSameShape() {
        assertProblem(send(asAlice("/things;a=b/1")), 400, "bad-request");
    }

    @Test
    void theErrorPathItselfTellsNothing() {
        assertProblem(send(asAlice("/error")), 404, "not-found");
    }

    @Test
    void traceAndCorrelationGoThrough() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        Answer answer = send(asAlice("/trace")
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .header("X-Correlation-Id", "order-7"));
        assertThat(answer.json().path("traceId").asString()).isEqualTo(traceId);
        assertThat(answer.json().path("logged").asString()).isEqualTo(traceId);
        assertThat(answer.json().path("service").asString()).isEqualTo("sample-service");
        assertThat(answer.header("X-Correlation-Id")).isEqualTo("order-7");

        Answer insane = send(request("/trace").header("X-Correlation-Id", "a b;c"));
        assertThat(insane.header("X-Correlation-Id")).matches("[0-9a-f-]{36}");
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("instance").asString()).startsWith("/");
        assertThat(answer.json().path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(answer.header("X-Correlation-Id")).isNotBlank();
    }
}
