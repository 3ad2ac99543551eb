package dev.bulwark.platform.http.limits;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body that says it is too large before reading any of it, and bounds one that doesn't say. */
final class BodyLimitFilter extends OncePerRequestFilter {

    /** The header whose requests get their body hashed. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final BodyLimits limits;

    BodyLimitFilter(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long maxBytes = limits.bytesFor(request.getRequestURI());
        if (request.getContentLengthLong() > maxBytes) {
            throw BodyTooLargeException.problem(maxBytes).exception();
        }
        boolean hashed = request.getHeader(IDEMPOTENCY_KEY) != null;
        chain.doFilter(
                !hashed && isBodiless(request) ? request : new BoundedRequest(request, maxBytes, hashed), response);
    }

    /** HTTP/1 names a body by its length or its coding; of other protocols nothing is assumed. */
    private static boolean isBodiless(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean unnamed = length < 0
                && request.getHeader("Transfer-Encoding") == null
                && request.getProtocol().startsWith("HTTP/1");
        return length == 0 || unnamed;
    }
}
