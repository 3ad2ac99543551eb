package dev.bulwark.platform.http.limits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.bulwark.platform.core.http.RequestHeaderRules;
import dev.bulwark.platform.core.http.RequestTarget;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;
import dev.bulwark.platform.http.problem.RefusalsConfiguration;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request whose target or headers can be read in more than one way, or not at all, before anything reads them: later, every
 * reader would have to be ready for it, and the first that isn't would answer 500.
 */
final class RequestSyntaxFilter extends OncePerRequestFilter {

    /** Before whatever reads a header, after what gives refusals their shape. */
    static final int ORDER = RefusalsConfiguration.FILTER_ORDER + 5;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!RequestTarget.isReadable(request.getRequestURI(), request.getQueryString())) {
            throw StatusProblems.of(400)
                    .detail("Path and query must be percent-encoded UTF-8.")
                    .exception();
        }
        Problem violation = RequestHeaderRules.violation(headers(request));
        if (violation != null) {
            throw violation.exception();
        }
        chain.doFilter(request, response);
    }

    private static List<Map.Entry<String, List<String>>> headers(HttpServletRequest request) {
        List<Map.Entry<String, List<String>>> headers = new ArrayList<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.add(Map.entry(name, Collections.list(request.getHeaders(name))));
        }
        return headers;
    }
}
