package dev.bulwark.shipping.web;

import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.shipping.ShipmentAudit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit's question, for services only. */
@RestController
class AuditController {

    private static final int MAX_LINES = 5_000;

    private final ShipmentAudit audit;

    AuditController(ShipmentAudit audit) {
        this.audit = audit;
    }

    /** In the order of the order ids; go on with the last one as {@code after} until a page is not full. */
    @GetMapping("/internal/audit/shipments")
    List<ShipmentAudit.Line> shipments(
            @RequestParam(required = false) @Nullable UUID after, @RequestParam(defaultValue = "1000") int limit) {
        Violations violations = new Violations();
        violations.check(limit >= 1 && limit <= MAX_LINES, "/limit", "must be 1 to " + MAX_LINES);
        violations.throwIfAny();
        return audit.shipments(after, limit);
    }

    @GetMapping("/internal/audit/shipments/digests")
    List<RangeDigest> digests(@RequestParam List<UUID> first, @RequestParam List<UUID> last) {
        return audit.digests(new IdRanges(first, last));
    }
}
