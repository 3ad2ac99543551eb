package dev.bulwark.platform.http.problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;
import dev.bulwark.platform.core.problem.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever a controller, or Spring MVC on its behalf, throws into a problem. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private final Problems problems;
    private final ProblemWriter writer;

    ProblemAdvice(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> anything(Exception exception, WebRequest request) throws Exception {
        if (exception instanceof AccessDeniedException || exception instanceof AuthenticationException) {
            // The security layer's own filter knows whether it is a 401 or a 403.
            throw exception;
        }
        return answer(problems.of(exception), HttpHeaders.EMPTY, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        HttpHeaders complete = new HttpHeaders();
        complete.setAllow(allowed(exception));
        return handleExceptionInternal(exception, null, complete, status, request);
    }

    /** With the methods that Spring MVC answers by itself, as its answer to OPTIONS has them. */
    private static Set<HttpMethod> allowed(HttpRequestMethodNotSupportedException exception) {
        Set<HttpMethod> allowed = new LinkedHashSet<>();
        Set<HttpMethod> mapped = exception.getSupportedHttpMethods();
        if (mapped != null) {
            allowed.addAll(mapped);
        }
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        return allowed;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Problem problem = problems.known(exception);
        if (problem == null) {
            problem = status.is5xxServerError() ? problems.of(exception) : ofSpring(exception, status.value());
        }
        return answer(problem, headers, request);
    }

    private ResponseEntity<Object> answer(Problem problem, HttpHeaders headers, WebRequest request) {
        ResponseEntity<byte[]> entity = writer.entity(problem, path(request));
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .headers(entity.getHeaders())
                .body(entity.getBody());
    }

    private static Problem ofSpring(Exception exception, int status) {
        return switch (exception) {
            case HttpMessageNotReadableException e -> JsonProblems.of(e.getCause());
            case MethodArgumentNotValidException e -> ofBinding(e);
            case HandlerMethodValidationException e -> ofParameters(e);
            case MissingServletRequestParameterException e -> violation(e.getParameterName(), "is required");
            case MissingRequestHeaderException e -> violation(e.getHeaderName(), "is required");
            case MethodArgumentTypeMismatchException e
            when e.getParameter().hasParameterAnnotation(PathVariable.class) -> Problem.notFound();
            case MethodArgumentTypeMismatchException e -> violation(e.getName(), ExpectedValue.of(expectedType(e)));
            case TypeMismatchException e
            when e.getPropertyName() != null -> violation(e.getPropertyName(), ExpectedValue.of(e.getRequiredType()));
            default -> StatusProblems.of(status);
        };
    }

    private static Problem ofBinding(BindException e) {
        return Problem.validation(e.getBindingResult().getAllErrors().stream()
                .map(error -> new Violation(
                        error instanceof FieldError field
                                ? "/"
                                        + field.getField()
                                                .replaceAll("[.\\[]+", "/")
                                                .replace("]", "")
                                : "",
                        message(error)))
                .toList());
    }

    private static Problem ofParameters(HandlerMethodValidationException e) {
        return Problem.validation(e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error ->
                                new Violation("/" + result.getMethodParameter().getParameterName(), message(error))))
                .toList());
    }

    /** Of a list the type of its elements, for one of them is what is wrong. */
    private static @Nullable Class<?> expectedType(MethodArgumentTypeMismatchException e) {
        Class<?> element = ResolvableType.forMethodParameter(e.getParameter())
                .asCollection()
                .getGeneric()
                .resolve();
        return element == null ? e.getRequiredType() : element;
    }

    private static Problem violation(String name, String message) {
        return Problem.validation(List.of(new Violation("/" + name, message)));
    }

    /** A type mismatch's default message names classes; a constraint's own message doesn't. */
    private static String message(MessageSourceResolvable error) {
        boolean mismatch = error instanceof FieldError field && field.isBindingFailure();
        String text = error.getDefaultMessage();
        return mismatch || text == null ? "is not valid" : text;
    }

    private static String path(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getRequest().getRequestURI()
                : "";
    }
}
