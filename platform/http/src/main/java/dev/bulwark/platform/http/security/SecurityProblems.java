package dev.bulwark.platform.http.security;

import java.io.IOException;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.http.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** The security layer's refusals in the one shape. They don't say why a token is bad: that helps forgers only. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private static final Problem NO_TOKEN = unauthorized("Bearer");
    private static final Problem BAD_TOKEN = unauthorized("Bearer error=\"invalid_token\"");
    private static final Problem FORBIDDEN = Problem.of(403, "forbidden", "The token doesn't allow this")
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    private static final Problem REJECTED = Problem.of(400, "bad-request", "The request can't be understood");

    private final ProblemWriter writer;

    SecurityProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean sentOne = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        writer.write(request, response, sentOne ? BAD_TOKEN : NO_TOKEN);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        writer.write(request, response, FORBIDDEN);
    }

    /** The firewall: a path with {@code ;}, {@code //} or an encoded slash, a header with control characters. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
            throws IOException {
        writer.write(request, response, REJECTED);
    }

    private static Problem unauthorized(String challenge) {
        return Problem.of(401, "unauthorized", "A valid bearer token is needed")
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
