package dev.bulwark.gateway.problem;

import java.util.Map;

/**
 * A refusal as the client sees it: RFC 9457 members plus the headers that belong to it.
 *
 * @param slug the last part of {@code type}; stable, documented in the public contract
 * @param detail one sentence for a human; never a class name, a stack trace or personal data
 * @param headers answered besides the body, for instance {@code Retry-After}
 */
public record Problem(String slug, String title, int status, String detail, Map<String, String> headers) {

    private static final String CHALLENGE = "WWW-Authenticate";

    /** In seconds: a restarted service answers again about then, and clients spread out by their own jitter. */
    private static final Map<String, String> RETRY_SOON = Map.of("Retry-After", "1");

    public static Problem notFound() {
        return of("not-found", "Not found", 404, "Nothing is known under this path.");
    }

    public static Problem methodNotAllowed(String allowed) {
        return new Problem(
                "method-not-allowed",
                "Method not allowed",
                405,
                "This path answers to: " + allowed + ".",
                Map.of("Allow", allowed));
    }

    public static Problem badDeadline(String detail) {
        return of("bad-deadline", "Bad deadline", 400, detail);
    }

    public static Problem deadlineExceeded() {
        return of("deadline-exceeded", "Deadline exceeded", 504, "The deadline passed before an answer was there.");
    }

    public static Problem payloadTooLarge(long limitBytes) {
        return of(
                "payload-too-large",
                "Payload too large",
                413,
                "The body may have at most " + limitBytes + " bytes on this path.");
    }

    /** No token at all: RFC 6750 wants a bare challenge, without an error code. */
    public static Problem tokenMissing() {
        return unauthorized("A bearer token is needed here.", "Bearer");
    }

    /** A token that can't be trusted. Why stays in here: it would only help whoever forged it. */
    public static Problem tokenInvalid() {
        return unauthorized(
                "The bearer token is malformed, expired or not meant for this platform.",
                "Bearer error=\"invalid_token\"");
    }

    public static Problem scopeMissing(String scope) {
        return new Problem(
                "forbidden",
                "Forbidden",
                403,
                "The scope '" + scope + "' is needed here.",
                Map.of(CHALLENGE, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\""));
    }

    public static Problem serviceUnavailable(String detail) {
        return new Problem("service-unavailable", "Service unavailable", 503, detail, RETRY_SOON);
    }

    /** The service was reached, then broke off: the request may have had its effect. */
    public static Problem badGateway() {
        return of(
                "bad-gateway",
                "Bad gateway",
                502,
                "The service broke off before its answer was complete; the request may have taken effect.");
    }

    public static Problem badRequest() {
        return of("bad-request", "Bad request", 400, "The request can't be understood.");
    }

    public static Problem internalError() {
        return of("internal-error", "Internal error", 500, "The gateway failed; the trace id helps to find out why.");
    }

    private static Problem unauthorized(String detail, String challenge) {
        return new Problem("unauthorized", "Unauthorized", 401, detail, Map.of(CHALLENGE, challenge));
    }

    private static Problem of(String slug, String title, int status, String detail) {
        return new Problem(slug, title, status, detail, Map.of());
    }
}
