package dev.bulwark.platform.http.deadline;

import java.io.IOException;
import java.time.Clock;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import dev.bulwark.platform.core.deadline.DeadlineHeaders;
import io.micrometer.core.instrument.Counter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the request's deadline on each of its dispatches, and refuses a request whose deadline has passed before any work. */
final class DeadlineFilter extends OncePerRequestFilter {

    private static final String ATTRIBUTE = Deadline.class.getName();

    private final DeadlineHeaders headers;
    private final Counter refused;
    private final Clock clock;

    DeadlineFilter(DeadlineHeaders headers, Counter refused, Clock clock) {
        this.headers = headers;
        this.refused = refused;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            deadlineOf(request).<Boolean, Exception>call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private Deadline deadlineOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Deadline earlierDispatch) {
            return earlierDispatch;
        }
        Deadline deadline = headers.read(
                request.getHeader(Deadline.TIMEOUT_HEADER), request.getHeader(Deadline.DEADLINE_HEADER), clock);
        if (deadline.isSpent()) {
            refused.increment();
            throw new DeadlineExceededException();
        }
        request.setAttribute(ATTRIBUTE, deadline);
        return deadline;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
