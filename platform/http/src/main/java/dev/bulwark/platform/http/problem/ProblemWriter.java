package dev.bulwark.platform.http.problem;

import java.io.IOException;
import java.util.Objects;

import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemJson;
import dev.bulwark.platform.core.trace.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes a problem in its one shape, whoever found it: controller, filter, security layer or container. */
public final class ProblemWriter {

    private final ProblemJson json;

    public ProblemWriter(HttpJson json) {
        this.json = new ProblemJson(json.mapper());
    }

    /** The JSON of the problem; {@code instance} is the path of the request. Outside any request the trace is a new one. */
    public byte[] body(Problem problem, String instance) {
        TraceContext trace = Objects.requireNonNullElseGet(TraceContext.current(), () -> TraceContext.where(null));
        return json.write(problem, instance, trace.traceId());
    }

    /** The problem as an answer of a controller; its type is fixed, so that no negotiation can turn it into an empty 406. */
    public ResponseEntity<byte[]> entity(Problem problem, String instance) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.headers().forEach(answer::header);
        return answer.body(body(problem, instance));
    }

    /** The problem as the answer to a request that reached no controller. Does nothing if an answer has already begun. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        byte[] body = body(problem, request.getRequestURI());
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
