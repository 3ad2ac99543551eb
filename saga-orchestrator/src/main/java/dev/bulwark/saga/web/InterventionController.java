package dev.bulwark.saga.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.ProblemException;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.messaging.operations.Reason;
import dev.bulwark.saga.Interventions;
import dev.bulwark.saga.OperatorNote;
import dev.bulwark.saga.SagaQueries;
import dev.bulwark.saga.domain.Decision;
import dev.bulwark.saga.domain.Intervention;
import dev.bulwark.saga.domain.Phase;
import dev.bulwark.saga.domain.SagaState;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Operators' interventions, each with a reason. The answer is the saga's timeline with the intervention in it.
 *
 * <p>What was done is not done again: a second click finds the saga in another state and is answered 409, with what the state allows
 * instead. The platform lets nobody in without scope {@code ops}.
 */
@RestController
@RequestMapping("/ops/sagas/{id}")
class InterventionController {

    record InterventionRequest(@Nullable String reason) {}

    private final Interventions interventions;
    private final SagaQueries sagas;

    InterventionController(Interventions interventions, SagaQueries sagas) {
        this.interventions = interventions;
        this.sagas = sagas;
    }

    @PostMapping("/retry")
    SagaTimeline retry(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable InterventionRequest body, Caller caller) {
        return intervene(id, Intervention.RETRY, body, caller);
    }

    @PostMapping("/compensate")
    SagaTimeline compensate(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable InterventionRequest body, Caller caller) {
        return intervene(id, Intervention.COMPENSATE, body, caller);
    }

    @PostMapping("/abandon")
    SagaTimeline abandon(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable InterventionRequest body, Caller caller) {
        return intervene(id, Intervention.ABANDON, body, caller);
    }

    private SagaTimeline intervene(UUID id, Intervention what, @Nullable InterventionRequest body, Caller caller) {
        String reason = reason(body);
        Decision decision = interventions.intervene(id, what, new OperatorNote(caller.subject(), reason));
        if (decision == null) {
            throw Problem.notFound().exception();
        }
        if (decision.kind() == Decision.Kind.REFUSED) {
            throw refused(what, decision.state());
        }
        return sagas.timeline(id)
                .map(SagaTimeline::of)
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private static String reason(@Nullable InterventionRequest body) {
        Violations violations = new Violations();
        String reason = Reason.required(violations, body == null ? null : body.reason());
        violations.throwIfAny();
        return reason;
    }

    private static ProblemException refused(Intervention what, SagaState state) {
        Phase phase = state.phase();
        boolean stuck = state instanceof SagaState.Open open && open.stuck() != null;
        List<String> allowed = SagaTimeline.interventions(phase, stuck);
        return Problem.of(409, "intervention-refused", "The saga's state doesn't allow this")
                .detail("The saga is " + phase + (stuck ? " and stuck" : "") + ", and allows "
                        + (allowed.isEmpty() ? "no intervention" : String.join(", ", allowed)) + ". " + where(what))
                .member("phase", phase)
                .member("stuck", stuck)
                .member("allowed", allowed)
                .exception();
    }

    /** The states that would allow it. */
    private static String where(Intervention what) {
        String always = phases(what, false);
        String stuck = phases(what, true);
        String either = always.isEmpty() || stuck.isEmpty() ? "" : ", or ";
        return what.name().toLowerCase(Locale.ROOT) + " is possible" + (always.isEmpty() ? "" : " in " + always)
                + either + (stuck.isEmpty() ? "" : " while stuck in " + stuck) + ".";
    }

    private static String phases(Intervention what, boolean onlyWhileStuck) {
        List<Phase> phases = what.phases();
        return phases.stream()
                .filter(phase -> what.onlyWhileStuckIn(phase) == onlyWhileStuck)
                .map(Phase::name)
                .collect(Collectors.joining(", "));
    }
}
