package dev.bulwark.platform.core.security;

import java.util.Optional;
import java.util.Set;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who calls, as the verified token says. A controller takes it as a parameter; other code asks {@link #current()}.
 *
 * @param subject customer id, or the name of a service
 * @param tier {@link #STANDARD} or {@link #PARTNER}; a token without a known one is standard
 * @param scopes what the token allows
 */
public record Caller(String subject, String tier, Set<String> scopes) {

    public static final String STANDARD = "standard";
    public static final String PARTNER = "partner";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** @throws IllegalStateException where nobody is authenticated: on a public path, or outside a request */
    public static Caller current() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is authenticated here"));
    }

    /** The caller, if the request carried a token. */
    public static Optional<Caller> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerAuthentication known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }
}
