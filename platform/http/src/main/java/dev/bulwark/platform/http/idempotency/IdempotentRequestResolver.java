package dev.bulwark.platform.http.idempotency;

import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.http.limits.BoundedRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link IdempotentRequest} as a parameter. */
final class IdempotentRequestResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotentRequest.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null || binders == null) {
            throw new IllegalStateException("not the request of a controller");
        }
        String route = new MatchedRoute(webRequest, request, binders).name();
        String key = IdempotencyKey.parse(request.getHeader(IdempotencyKey.HEADER));
        BoundedRequest bounded = BoundedRequest.of(request);
        if (bounded == null) {
            throw new IllegalStateException(
                    "IdempotentRequest needs WebPlatformConfiguration, whose filter hashes the body");
        }
        return new IdempotentRequest(
                Caller.current().subject(), route, key, request.getRequestURI(), bounded::bodyHash);
    }
}
