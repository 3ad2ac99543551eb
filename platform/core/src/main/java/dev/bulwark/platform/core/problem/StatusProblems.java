package dev.bulwark.platform.core.problem;

/** The problems that have no more to say than their status. */
public final class StatusProblems {

    private StatusProblems() {}

    /** 413 for a body that is longer than {@code maxBytes}. */
    public static Problem payloadTooLarge(long maxBytes) {
        return of(413).detail("At most " + maxBytes + " bytes.");
    }

    public static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "bad-request", "The request can't be understood");
            case 401 -> Problem.of(401, "unauthorized", "A valid bearer token is needed");
            case 403 -> Problem.of(403, "forbidden", "The token doesn't allow this");
            case 404 -> Problem.notFound();
            case 405 -> Problem.of(405, "method-not-allowed", "The resource doesn't know this method");
            case 406 ->
                Problem.of(406, "not-acceptable", "The resource has no representation that the request accepts");
            case 408 -> Problem.of(408, "request-timeout", "The request did not arrive in time");
            case 413 -> Problem.of(413, "payload-too-large", "The body is larger than allowed");
            case 414 -> Problem.of(414, "uri-too-long", "The URI is longer than allowed");
            case 415 -> Problem.of(415, "unsupported-media-type", "The resource doesn't take bodies of this type");
            case 417 ->
                Problem.of(417, "expectation-failed", "The service knows no other expectation than 100-continue");
            case 431 -> Problem.of(431, "headers-too-large", "The headers are larger than allowed");
            case 501 -> Problem.of(501, "not-implemented", "The service doesn't know this method or coding");
            case 503 -> Problem.of(503, "unavailable", "The service can't answer right now");
            case 505 -> Problem.of(505, "http-version-not-supported", "The service doesn't speak this version of HTTP");
            default ->
                status >= 400 && status < 500
                        ? Problem.of(status, "bad-request", "The request can't be served")
                        : Problem.of(500, "internal", "Something went wrong on our side");
        };
    }
}
