package dev.bulwark.saga.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.saga.SagaQueries;
import dev.bulwark.saga.domain.Phase;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists sagas and shows one of them in full. The platform lets nobody in without scope {@code ops}. */
@RestController
@RequestMapping("/ops/sagas")
class SagaController {

    private static final int MAX_LIMIT = 100;

    private final SagaQueries sagas;

    SagaController(SagaQueries sagas) {
        this.sagas = sagas;
    }

    /** Newest first, by pages. */
    @GetMapping
    SagaPage list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Boolean stuck,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Violations violations = new Violations();
        violations.check(limit >= 1 && limit <= MAX_LIMIT, "/limit", "must be 1 to " + MAX_LIMIT);
        boolean known = status == null || SagaStatus.parse(status).isPresent();
        violations.check(known, "/status", "must be one of " + List.of(SagaStatus.values()));
        violations.throwIfAny();
        List<SagaSummary> found = sagas.list(new SagaQueries.Filter(phases(status), stuck, cursor, limit + 1)).stream()
                .map(SagaSummary::of)
                .toList();
        boolean more = found.size() > limit;
        List<SagaSummary> page = more ? found.subList(0, limit) : found;
        return new SagaPage(page, more ? page.getLast().id() : null);
    }

    @GetMapping("/{id}")
    SagaTimeline timeline(@PathVariable UUID id) {
        return sagas.timeline(id)
                .map(SagaTimeline::of)
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private static Set<Phase> phases(@Nullable String status) {
        return status == null
                ? Set.of()
                : SagaStatus.parse(status).map(SagaStatus::phases).orElse(Set.of());
    }
}
