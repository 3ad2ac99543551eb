package dev.bulwark.platform.http.idempotency;

import java.util.Map;

import dev.bulwark.platform.core.value.PathSegment;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Names what a request is about by the pattern that matched and by the values of its variables, never by the text of the URI: one resource
 * has many spellings (capitals, percent-encoded letters), and each would be another route.
 *
 * <p>Limit: each variable of the pattern must be a parameter of the controller's method, so that its type says what its value is.
 */
final class MatchedRoute {

    private final NativeWebRequest webRequest;
    private final HttpServletRequest request;
    private final WebDataBinderFactory binders;

    MatchedRoute(NativeWebRequest webRequest, HttpServletRequest request, WebDataBinderFactory binders) {
        this.webRequest = webRequest;
        this.request = request;
        this.binders = binders;
    }

    /**
     * For example {@code POST /api/v1/payments/0197c2f4-0a1b-7c3d-8e4f-5a6b7c8d9e0f/refunds}.
     *
     * @throws MethodArgumentTypeMismatchException if a variable isn't spelled as its type must be
     */
    String name() throws Exception {
        String route = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            for (Map.Entry<?, ?> variable : variables.entrySet()) {
                String name = String.valueOf(variable.getKey());
                Object value = value(parameter(name), name, String.valueOf(variable.getValue()));
                route = route.replace("{" + name + "}", PathSegment.encode(String.valueOf(value)));
            }
        }
        return request.getMethod() + " " + route;
    }

    private MethodParameter parameter(String name) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
                if (variable != null
                        && name.equals(variable.name().isEmpty() ? parameter.getParameterName() : variable.name())) {
                    return parameter;
                }
            }
        }
        throw new IllegalStateException("no parameter of the controller's method reads the path variable " + name);
    }

    private @Nullable Object value(MethodParameter parameter, String name, String text) throws Exception {
        Class<?> type = parameter.getParameterType();
        try {
            return binders.createBinder(webRequest, null, name).convertIfNecessary(text, type, parameter);
        } catch (TypeMismatchException e) {
            throw new MethodArgumentTypeMismatchException(text, type, name, parameter, e.getCause());
        }
    }
}
