package dev.bulwark.gateway.security;

import java.util.List;

import dev.bulwark.gateway.problem.Problem;
import dev.bulwark.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Takes the token out of the {@code Authorization} header. */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /**
     * The token, or null when there is none. Other schemes count as none.
     *
     * @throws Refusal for two headers or an empty token: nobody honest sends that
     */
    public static @Nullable String from(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (values.size() > 1) {
            throw new Refusal(Problem.tokenInvalid());
        }
        if (values.isEmpty() || !values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = values.getFirst().substring(SCHEME.length()).trim();
        if (token.isEmpty()) {
            throw new Refusal(Problem.tokenInvalid());
        }
        return token;
    }
}
