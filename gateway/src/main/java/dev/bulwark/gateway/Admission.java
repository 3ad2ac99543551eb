package dev.bulwark.gateway;

import java.time.Clock;

import dev.bulwark.gateway.routing.Access;
import dev.bulwark.gateway.routing.RoutePlan;
import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.security.BearerProblems;
import dev.bulwark.platform.core.security.BearerToken;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.core.security.TokenVerifier;
import dev.bulwark.platform.core.trace.TraceContext;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Decides which requests may be sent to a service: first by the deadline, which is cheapest to check, then by the bearer token. */
@Component
final class Admission {

    private final TokenVerifier tokens;
    private final Clock clock;

    Admission(TokenVerifier tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @throws ProblemException 400 for a deadline that can't be read, 504 for one that has passed */
    Deadline deadline(HttpHeaders headers, RoutePlan route) {
        Deadline deadline = route.deadlines()
                .readFromClient(
                        headers.getFirst(Deadline.TIMEOUT_HEADER), headers.getFirst(Deadline.DEADLINE_HEADER), clock);
        if (deadline.isSpent()) {
            throw new DeadlineExceededException();
        }
        return deadline;
    }

    /** Fails with 401 or 403 as a problem, or with 503 while the token can't be verified. */
    Mono<AdmittedRequest> admit(TraceContext trace, RoutePlan route, Deadline deadline, HttpHeaders headers) {
        Access access = route.access();
        String token = access.kind() == Access.Kind.OPEN
                ? null
                : BearerToken.from(headers.getFirst(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            return access.kind() == Access.Kind.OPEN || access.kind() == Access.Kind.ANONYMOUS
                    ? Mono.just(new AdmittedRequest(trace, route, deadline, null))
                    : Mono.error(new ProblemException(BearerProblems.MISSING, null));
        }
        return caller(token).map(caller -> new AdmittedRequest(trace, route, deadline, allowed(access, caller)));
    }

    /** Verifying a token may wait for the issuer's keys, which an event loop must not. */
    private Mono<Caller> caller(String token) {
        Caller known = tokens.known(token);
        return known == null
                ? Mono.fromCallable(() -> tokens.verify(token)).subscribeOn(Schedulers.boundedElastic())
                : Mono.just(known);
    }

    private static Caller allowed(Access access, Caller caller) {
        if (access.kind() == Access.Kind.SCOPE && !caller.has(access.scope())) {
            throw new ProblemException(BearerProblems.forbidden(access.scope()), null);
        }
        return caller;
    }
}
