package dev.bulwark.platform.http.security;

import java.io.IOException;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.security.BearerProblems;
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

    private static final Problem REJECTED = Problem.of(400, "bad-request", "The request can't be understood");

    private final ProblemWriter writer;

    SecurityProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean sentOne = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        writer.write(request, response, sentOne ? BearerProblems.INVALID : BearerProblems.MISSING);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        writer.write(request, response, BearerProblems.forbidden());
    }

    /** The firewall: a path with {@code ;}, {@code //} or an encoded slash, a header with control characters. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
            throws IOException {
        writer.write(request, response, REJECTED);
    }
}
