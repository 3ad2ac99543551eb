package dev.bulwark.acceptance.hostile;

import java.util.regex.Pattern;

import dev.bulwark.acceptance.client.Json;
import dev.bulwark.acceptance.hostile.RawConnection.RawAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the contract promises of every answer, whatever was asked. */
final class AnswerRules {

    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
    /** RFC 6749 has a shape of its own, which OAuth clients know. */
    private static final String OAUTH = "/oauth2/";

    private AnswerRules() {}

    /** What is wrong with the answer, or null. */
    static @Nullable String violation(Operation operation, HostileRequest request, RawAnswer answer) {
        if (answer.status() == 500) {
            return "500";
        }
        if (answer.header("X-Correlation-Id").isBlank()) {
            return "no X-Correlation-Id";
        }
        boolean ownShape = operation.path().startsWith(OAUTH);
        if (answer.status() < 400 || request.method().equals("HEAD") || ownShape) {
            return null;
        }
        if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            return "no problem but '" + answer.header("Content-Type") + "'";
        }
        return violationOfProblem(answer);
    }

    private static @Nullable String violationOfProblem(RawAnswer answer) {
        JsonNode problem;
        try {
            problem = Json.read(answer.body(), JsonNode.class);
        } catch (JacksonException e) {
            return "a problem that is no JSON";
        }
        if (!TRACE_ID.matcher(problem.path("traceId").asString("")).matches()) {
            return "a problem without traceId";
        }
        if (problem.path("instance").asString("").isEmpty()) {
            return "a problem without instance";
        }
        return problem.path("status").asInt(0) == answer.status() ? null : "a problem of another status";
    }
}
