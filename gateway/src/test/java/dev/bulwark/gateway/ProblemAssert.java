package dev.bulwark.gateway;

import java.net.http.HttpResponse;
import java.util.List;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What every refusal of the gateway has in common. */
final class ProblemAssert {

    private ProblemAssert() {}

    static JsonNode assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().allValues("X-Correlation-Id")).hasSize(1);
        JsonNode body = RunningGateway.json(response);
        assertThat(List.copyOf(body.propertyNames()))
                .containsExactly("type", "title", "status", "detail", "instance", "traceId");
        assertThat(body.get("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(body.get("title").asString()).isNotBlank();
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("detail").asString()).isNotBlank();
        assertThat(body.get("instance").asString()).isEqualTo(response.uri().getRawPath());
        assertThat(body.get("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(response.body()).doesNotContain("Exception", "java.", "org.", "io.netty");
        return body;
    }
}
