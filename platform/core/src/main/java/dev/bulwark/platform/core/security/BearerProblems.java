package dev.bulwark.platform.core.security;

import dev.bulwark.platform.core.problem.Problem;

/** How a request is refused for its bearer token, with the challenge of RFC 6750 §3. Never says why a token is bad: that helps forgers only. */
public final class BearerProblems {

    private static final String CHALLENGE = "WWW-Authenticate";

    /** No token where one is needed: the challenge carries no error code then. */
    public static final Problem MISSING = unauthorized("Bearer");

    public static final Problem INVALID = unauthorized("Bearer error=\"invalid_token\"");

    private BearerProblems() {}

    /** 403 for a token that doesn't allow the request, whatever it would have needed. */
    public static Problem forbidden() {
        return Problem.of(403, "forbidden", "The token doesn't allow this")
                .header(CHALLENGE, "Bearer error=\"insufficient_scope\"");
    }

    /** 403 that names the scope that is needed. */
    public static Problem forbidden(String scope) {
        return Problem.of(403, "forbidden", "The token doesn't allow this")
                .detail("The scope '" + scope + "' is needed.")
                .header(CHALLENGE, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    private static Problem unauthorized(String challenge) {
        return Problem.of(401, "unauthorized", "A valid bearer token is needed").header(CHALLENGE, challenge);
    }
}
