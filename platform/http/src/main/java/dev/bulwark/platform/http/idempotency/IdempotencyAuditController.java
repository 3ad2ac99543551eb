package dev.bulwark.platform.http.idempotency;

import java.util.List;

import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.http.idempotency.IdempotencyAudit.Effect;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Effects by their keys, for the audit (scope {@code internal}). Neither keys nor subjects are told. */
@Hidden
@RestController
final class IdempotencyAuditController {

    private static final int MAX_LIMIT = 20_000;

    private final IdempotencyAudit audit;

    IdempotencyAuditController(IdempotencyAudit audit) {
        this.audit = audit;
    }

    /** @param nextAfter the {@code after} of the next page; absent if these are all */
    record Page(List<Effect> items, @Nullable String nextAfter) {}

    @GetMapping("/internal/audit/idempotency")
    Page effects(
            @RequestParam String route,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "1000") int limit) {
        Violations violations = new Violations();
        violations.check(limit >= 1 && limit <= MAX_LIMIT, "/limit", "must be 1 to " + MAX_LIMIT);
        violations.throwIfAny();
        List<Effect> items = audit.effects(route, after, limit);
        return new Page(items, items.size() < limit ? null : items.getLast().effect());
    }
}
