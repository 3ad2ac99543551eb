package dev.bulwark.gateway;

import java.time.Clock;

import dev.bulwark.gateway.problem.Problem;
import dev.bulwark.gateway.problem.Refusal;
import dev.bulwark.gateway.routing.Access;
import dev.bulwark.gateway.routing.RoutePlan;
import dev.bulwark.gateway.security.BearerToken;
import dev.bulwark.gateway.security.Identity;
import dev.bulwark.gateway.security.TokenVerifier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides who gets in: a deadline that can be kept first, because it is the cheapest to check, then the identity. */
@Component
final class Admission {

    private final TokenVerifier tokens;
    private final Clock clock;

    Admission(TokenVerifier tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The moment the request ends, in epoch milliseconds; refuses a bad or past one. */
    long deadline(HttpHeaders headers, RoutePlan route) {
        return DeadlineHeaders.resolve(headers, clock.millis(), route.budgetMillis());
    }

    /** Fails with a {@link Refusal}: 401, 403, or 503 when a token can't be verified. */
    Mono<Passage> admit(Correlation correlation, RoutePlan route, long deadlineMillis, HttpHeaders headers) {
        Access access = route.access();
        String token = access.kind() == Access.Kind.OPEN ? null : BearerToken.from(headers);
        if (token == null) {
            return access.kind() == Access.Kind.OPEN || access.kind() == Access.Kind.ANONYMOUS
                    ? Mono.just(new Passage(correlation, route, deadlineMillis, null))
                    : Mono.error(new Refusal(Problem.tokenMissing()));
        }
        Identity known = tokens.known(token);
        return known == null
                ? tokens.verify(token).map(identity -> passage(correlation, route, deadlineMillis, identity))
                : Mono.just(passage(correlation, route, deadlineMillis, known));
    }

    private static Passage passage(Correlation correlation, RoutePlan route, long deadlineMillis, Identity identity) {
        Access access = route.access();
        if (access.kind() == Access.Kind.SCOPE && !identity.hasScope(access.scope())) {
            throw new Refusal(Problem.scopeMissing(access.scope()));
        }
        return new Passage(correlation, route, deadlineMillis, identity);
    }
}
