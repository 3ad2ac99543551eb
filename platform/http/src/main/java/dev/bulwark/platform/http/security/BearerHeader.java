package dev.bulwark.platform.http.security;

import dev.bulwark.platform.core.security.BadTokenException;
import dev.bulwark.platform.core.security.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/** Reads the token from the header {@code Authorization} and from nowhere else, as {@link BearerToken} says. */
final class BearerHeader implements BearerTokenResolver {

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        try {
            return BearerToken.from(request.getHeader(HttpHeaders.AUTHORIZATION));
        } catch (BadTokenException e) {
            throw new InvalidBearerTokenException("Bearer token is malformed", e);
        }
    }
}
