package dev.bulwark.platform.http.conditional;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Answers 304 to {@code If-None-Match: *} where there is a representation with an entity tag (RFC 9110, section 13.1.2). Spring MVC compares
 * lists of tags, strong and weak, for every {@code ResponseEntity} with one, but passes over the asterisk in a GET or HEAD.
 */
@ControllerAdvice
public final class AnyEntityTagAdvice implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return HttpEntity.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!hasAny(request) || !isTagged(response)) {
            return body;
        }
        response.setStatusCode(HttpStatus.NOT_MODIFIED);
        return null;
    }

    private static boolean hasAny(ServerHttpRequest request) {
        boolean reads = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        // The typed getter throws on tags without quotes, which are no match and no error.
        List<String> known = request.getHeaders().getOrEmpty(HttpHeaders.IF_NONE_MATCH);
        return reads && known.size() == 1 && known.getFirst().strip().equals("*");
    }

    private static boolean isTagged(ServerHttpResponse response) {
        return response instanceof ServletServerHttpResponse servlet
                && servlet.getServletResponse().getStatus() == HttpStatus.OK.value()
                && response.getHeaders().getETag() != null;
    }
}
