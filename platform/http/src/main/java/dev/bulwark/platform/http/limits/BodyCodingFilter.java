package dev.bulwark.platform.http.limits;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collections;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body in a content coding or charset that nobody here reads, with 415 and not as JSON that is broken; and takes the type off an
 * empty body, so that an optional body may be left out by clients that always name one.
 */
final class BodyCodingFilter extends OncePerRequestFilter {

    private static final String IDENTITY = "identity";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isEmpty(request)) {
            chain.doFilter(new UntypedRequest(request), response);
            return;
        }
        if (isEncoded(request)) {
            throw unsupported("Bodies are taken without a content coding.")
                    .header(HttpHeaders.ACCEPT_ENCODING, IDENTITY)
                    .exception();
        }
        if (!isOfKnownType(request.getContentType())) {
            throw unsupported("The type of the body or its charset isn't known.")
                    .exception();
        }
        chain.doFilter(request, response);
    }

    private static boolean isEmpty(HttpServletRequest request) throws IOException {
        BoundedRequest bounded = BoundedRequest.of(request);
        return bounded == null || bounded.hasEmptyBody();
    }

    private static boolean isEncoded(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .flatMap(codings -> Arrays.stream(codings.split(",")))
                .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase(IDENTITY));
    }

    private static boolean isOfKnownType(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            Charset charset = type.getCharset();
            return type.isConcrete() && (charset == null || charset.canEncode());
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Problem unsupported(String detail) {
        return StatusProblems.of(415).detail(detail);
    }
}
