package dev.bulwark.platform.http.trace;

import java.io.IOException;

import dev.bulwark.platform.core.trace.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Continues or begins the trace of a request, on each of its dispatches; the answer names the correlation id. */
final class TraceFilter extends OncePerRequestFilter {

    private final String service;
    private final RequestTrace trace;

    TraceFilter(String service, RequestTrace trace) {
        this.service = service;
        this.trace = trace;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TraceContext context = trace.of(request, response);
        MDC.put(TraceContext.MDC_SERVICE, service);
        try {
            context.<Boolean, Exception>call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            MDC.remove(TraceContext.MDC_SERVICE);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
