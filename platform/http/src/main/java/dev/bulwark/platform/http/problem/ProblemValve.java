package dev.bulwark.platform.http.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;
import dev.bulwark.platform.http.trace.RequestTrace;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.HeadersTooLargeException;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the container refuses before any filter sees it (a request line it can't parse, headers that are too large) with a problem
 * like all others: with the client's trace and correlation id where the headers could be read, else with new ones.
 *
 * <p>Limit: where the request line itself can't be parsed, the path isn't known, and {@code instance} is {@code /}.
 */
final class ProblemValve extends ErrorReportValve {

    /** Tomcat answers 400 to a request that is too large as to any other fault; only the message tells them apart. */
    private static final String TOO_LARGE =
            StringManager.getManager(HeadersTooLargeException.class).getString("iib.requestheadertoolarge.error");

    private static final StringManager HEADERS = StringManager.getManager(MimeHeaders.class);

    private final ProblemWriter writer;
    private final RequestTrace trace;

    ProblemValve(ProblemWriter writer, RequestTrace trace) {
        this.writer = writer;
        this.trace = trace;
        setAsyncSupported(true);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = StatusProblems.of(status(request, response, throwable));
        String path = request.getRequestURI();
        byte[] body = trace.of(request, response)
                .call(() -> writer.body(problem, path == null || !path.startsWith("/") ? "/" : path));
        try {
            response.setStatus(problem.status());
            response.setContentType("application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The client closed the connection before it received the problem", e);
        }
    }

    private static int status(Request request, Response response, @Nullable Throwable throwable) {
        String message = throwable == null ? null : throwable.getMessage();
        if (TOO_LARGE.equals(message)) {
            return request.getRequestURI() == null ? 414 : 431;
        }
        Object maxHeaders = request.getConnector().getProperty("maxHeaderCount");
        return HEADERS.getString("headers.maxCountFail", maxHeaders).equals(message) ? 431 : response.getStatus();
    }
}
