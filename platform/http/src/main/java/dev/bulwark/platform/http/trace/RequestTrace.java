package dev.bulwark.platform.http.trace;

import dev.bulwark.platform.core.Ids;
import dev.bulwark.platform.core.trace.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The trace of a request: begun or continued once, whichever of filter and container asks first, and named in the answer. */
public final class RequestTrace {

    private static final String ATTRIBUTE = TraceContext.class.getName();

    private final Ids ids;

    /** @param ids of correlation, where the client names none */
    RequestTrace(Ids ids) {
        this.ids = ids;
    }

    public TraceContext of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof TraceContext known) {
            return known;
        }
        TraceContext context = TraceContext.ofRequest(
                request.getHeader(TraceContext.TRACEPARENT), request.getHeader(TraceContext.CORRELATION_HEADER), ids);
        request.setAttribute(ATTRIBUTE, context);
        response.setHeader(TraceContext.CORRELATION_HEADER, context.correlationId());
        return context;
    }
}
