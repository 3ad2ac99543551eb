package dev.bulwark.platform.http.security;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * What a service opens or guards beyond the platform's rules; a bean of this type. The first rule that matches decides.
 *
 * <p>The platform's own come first and can't be overruled: {@code /ops/**} needs scope {@code ops}, {@code /internal/**} scope
 * {@code internal}, {@code /v3/api-docs} is open. Whatever no rule names needs a valid token.
 *
 * @param rules in order
 */
public record AccessRules(List<Rule> rules) {

    public AccessRules {
        rules = List.copyOf(rules);
    }

    public static AccessRules of(Rule... rules) {
        return new AccessRules(List.of(rules));
    }

    /** No token needed. A bad one is refused all the same. */
    public static Rule open(HttpMethod method, String path) {
        return new Rule(method, path, null);
    }

    /** A token with this scope. */
    public static Rule scope(String scope, HttpMethod method, String path) {
        return new Rule(method, path, scope);
    }

    /**
     * @param path Spring's path pattern, for example {@code /api/v1/products/**}
     * @param scope null for what is open to everybody
     */
    public record Rule(
            HttpMethod method, String path, @Nullable String scope) {}
}
