package dev.bulwark.platform.core.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A refusal as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> describes it. {@code instance} and {@code traceId} are
 * added when it is written.
 *
 * @param slug the stable name: {@code type} becomes {@code /problems/<slug>}
 * @param status HTTP status, 400 to 599
 * @param title the same for every occurrence
 * @param detail this occurrence, for people: no personal data, no names of classes
 * @param errors what is wrong where; empty for anything but validation
 * @param members further members of the JSON object, in this order
 * @param headers further headers of the answer, for example {@code Retry-After}
 */
public record Problem(
        String slug,
        int status,
        String title,
        @Nullable String detail,
        List<Violation> errors,
        Map<String, Object> members,
        Map<String, String> headers) {

    private static final int MAX_IN_DETAIL = 3;

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem's status is 400 to 599, not " + status);
        }
        errors = List.copyOf(errors);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String slug, String title) {
        return new Problem(slug, status, title, null, List.of(), Map.of(), Map.of());
    }

    /** 400 with what is wrong where. */
    public static Problem validation(List<Violation> errors) {
        return new Problem("validation", 400, "The request is not valid", firstOf(errors), errors, Map.of(), Map.of());
    }

    /** The first of them in a sentence, for who reads no further than the detail. */
    private static String firstOf(List<Violation> errors) {
        String first = errors.stream()
                .limit(MAX_IN_DETAIL)
                .map(error -> (error.pointer().isEmpty() ? "The body" : error.pointer()) + " " + error.message())
                .collect(Collectors.joining("; "));
        return errors.size() > MAX_IN_DETAIL
                ? first + "; and " + (errors.size() - MAX_IN_DETAIL) + " more."
                : first + ".";
    }

    /** 404, the same for what doesn't exist and for what belongs to somebody else. */
    public static Problem notFound() {
        return of(404, "not-found", "There is no such resource");
    }

    /** 503 with {@code Retry-After}: something this service needs is away or full, and asking again may help. */
    public static Problem unavailable(Duration retryAfter) {
        return of(503, "unavailable", "The service can't answer right now").retryAfter(retryAfter);
    }

    public Problem detail(String text) {
        return new Problem(slug, status, title, text, errors, members, headers);
    }

    public Problem member(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(slug, status, title, detail, errors, more, headers);
    }

    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(slug, status, title, detail, errors, members, more);
    }

    /** In whole seconds, rounded up, at least one. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1_000);
        return header("Retry-After", Long.toString(seconds));
    }

    /** To be thrown from wherever the request can't go on. */
    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    public ProblemException exception(Throwable cause) {
        return new ProblemException(this, cause);
    }
}
