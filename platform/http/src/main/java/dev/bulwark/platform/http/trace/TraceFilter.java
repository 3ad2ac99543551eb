package dev.bulwark.platform.http.trace;

import java.io.IOException;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.trace.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Continues or begins the trace of a request, on each of its dispatches; the answer names the correlation id. */
final class TraceFilter extends OncePerRequestFilter {

    private static final String ATTRIBUTE = TraceContext.class.getName();

    private final String service;
    private final Ids ids;

    TraceFilter(String service, Ids ids) {
        this.service = service;
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TraceContext context = contextOf(request, response);
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

    private TraceContext contextOf(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof TraceContext earlierDispatch) {
            return earlierDispatch;
        }
        TraceContext context = TraceContext.ofRequest(
                request.getHeader(TraceContext.TRACEPARENT), request.getHeader(TraceContext.CORRELATION_HEADER), ids);
        request.setAttribute(ATTRIBUTE, context);
        response.setHeader(TraceContext.CORRELATION_HEADER, context.correlationId());
        return context;
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
