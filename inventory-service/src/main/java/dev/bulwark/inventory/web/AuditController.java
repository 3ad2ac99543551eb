package dev.bulwark.inventory.web;

import java.util.List;
import java.util.UUID;

import dev.bulwark.inventory.StockAudit;
import dev.bulwark.inventory.StockAudit.Finding;
import dev.bulwark.inventory.StockAudit.SettledReservation;
import dev.bulwark.inventory.StockAudit.StockReport;
import dev.bulwark.inventory.StockAudit.Totals;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the saga orchestrator's audit asks; never routed by the gateway. */
@RestController
@RequestMapping("/internal/audit")
final class AuditController {

    private static final int MAX_FINDINGS = 100;
    private static final int MAX_RESERVATIONS = 5_000;
    private static final String BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

    private final StockAudit audit;

    AuditController(StockAudit audit) {
        this.audit = audit;
    }

    /** @param nextAfter the {@code after} of the next page, null if these are all */
    record StockAnswer(
            long examined,
            Totals totals,
            List<Finding> findings,
            @Nullable String nextAfter) {}

    /** @param nextAfter the {@code after} of the next page, null if these are all */
    record ReservationsAnswer(
            List<SettledReservation> items, @Nullable UUID nextAfter) {}

    @GetMapping("/stock")
    StockAnswer stock(@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "100") int limit) {
        checkLimit(limit, MAX_FINDINGS);
        StockReport report = audit.check(after, limit);
        List<Finding> findings = report.findings();
        String next = findings.size() < limit ? null : findings.getLast().sku();
        return new StockAnswer(report.examined(), report.totals(), findings, next);
    }

    @GetMapping("/reservations")
    ReservationsAnswer reservations(
            @RequestParam(defaultValue = BEFORE_ALL) UUID after, @RequestParam(defaultValue = "1000") int limit) {
        checkLimit(limit, MAX_RESERVATIONS);
        List<SettledReservation> items = audit.reservations(after, limit);
        UUID next = items.size() < limit ? null : items.getLast().orderId();
        return new ReservationsAnswer(items, next);
    }

    @GetMapping("/reservations/digests")
    List<RangeDigest> digests(@RequestParam List<UUID> first, @RequestParam List<UUID> last) {
        return audit.digests(new IdRanges(first, last));
    }

    private static void checkLimit(int limit, int max) {
        Violations wrong = new Violations();
        wrong.check(limit >= 1 && limit <= max, "/limit", "must be 1 to " + max);
        wrong.throwIfAny();
    }
}
