package dev.bulwark.platform.http.problem;

import java.io.IOException;

import dev.bulwark.platform.core.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets filters throw problems as controllers do; an exception that nobody foresaw ends here too, never on the container's error page. */
final class ProblemFilter extends OncePerRequestFilter {

    private final Problems problems;
    private final ProblemWriter writer;

    ProblemFilter(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                // The client has part of an answer; only a broken connection tells it that the rest is missing.
                throw e;
            }
            writer.write(request, response, problems.of(e));
        } catch (IOException e) {
            Problem problem = problems.known(e);
            if (problem == null) {
                // The client is gone, and nobody reads an answer.
                throw e;
            }
            // The body can't be read. Where the container has noticed as well, its refusal stands, and this writes
            // nothing.
            writer.write(request, response, problem);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
