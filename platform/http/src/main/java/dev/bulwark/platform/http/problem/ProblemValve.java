package dev.bulwark.platform.http.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.bulwark.platform.core.problem.StatusProblems;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's own refusals (a request line it can't parse, too many headers) reach no filter and no servlet; without this they
 * would be pages of HTML.
 */
final class ProblemValve extends ErrorReportValve {

    private final ProblemWriter writer;

    ProblemValve(ProblemWriter writer) {
        this.writer = writer;
        setAsyncSupported(true);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String path = request.getRequestURI();
        byte[] body = writer.body(StatusProblems.of(response.getStatus()), path == null ? "" : path);
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The client went before it could be told what was wrong", e);
        }
    }
}
