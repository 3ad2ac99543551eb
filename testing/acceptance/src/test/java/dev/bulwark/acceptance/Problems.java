package dev.bulwark.acceptance;

import java.util.List;
import java.util.regex.Pattern;

import dev.bulwark.acceptance.client.Answer;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What every refusal looks like, whoever refuses. */
final class Problems {

    private static final Pattern INNARDS = Pattern.compile(
            "Exception|stackTrace|\\bat [a-z]+(\\.\\w+)+\\(|\\b(dev\\.bulwark|java|org|tools|io)\\.[a-z]+\\.");

    private Problems() {}

    /** @return its body, for what is particular to it */
    static JsonNode assertProblem(Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.requiredHeader("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.requiredHeader("X-Correlation-Id")).isNotBlank();
        assertThat(answer.body()).doesNotContainPattern(INNARDS);
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString("")).as("type of %s", answer).matches("/problems/[a-z-]+");
        assertThat(problem.path("title").asString("")).as("title of %s", answer).isNotBlank();
        assertThat(problem.path("status").asInt(0)).as("status of %s", answer).isEqualTo(status);
        assertThat(problem.path("detail").asString(""))
                .as("detail of %s", answer)
                .isNotBlank();
        assertThat(problem.path("instance").asString(""))
                .as("instance of %s", answer)
                .startsWith("/");
        assertThat(problem.path("traceId").asString(""))
                .as("traceId of %s", answer)
                .matches("[0-9a-f]{32}");
        return problem;
    }

    static JsonNode assertProblem(Answer answer, int status, String slug) {
        JsonNode problem = assertProblem(answer, status);
        assertThat(problem.get("type").asString()).as("type of %s", answer).isEqualTo("/problems/" + slug);
        return problem;
    }

    /** 400 that says where it is wrong. */
    static void assertInvalid(Answer answer, String pointer) {
        JsonNode problem = assertProblem(answer, 400);
        List<String> pointers = problem.path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString(""))
                .toList();
        assertThat(pointers).as("errors of %s", answer).contains(pointer);
        assertThat(problem.path("errors").valueStream())
                .allSatisfy(
                        error -> assertThat(error.path("message").asString("")).isNotBlank());
    }
}
