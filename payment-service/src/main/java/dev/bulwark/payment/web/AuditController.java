package dev.bulwark.payment.web;

import java.util.List;
import java.util.UUID;

import dev.bulwark.payment.PaymentAudit;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit's questions, for services only. */
@RestController
@RequestMapping("/internal/audit")
class AuditController {

    private static final int MAX_LINES = 5_000;

    private final PaymentAudit audit;

    AuditController(PaymentAudit audit) {
        this.audit = audit;
    }

    /** @param nextAfter the {@code after} of the next page; absent if these are all */
    record Page(List<PaymentAudit.Line> items, @Nullable UUID nextAfter) {}

    /** In the order of the order ids. */
    @GetMapping("/payments")
    Page payments(
            @RequestParam(required = false) @Nullable UUID after, @RequestParam(defaultValue = "1000") int limit) {
        Violations violations = new Violations();
        violations.check(limit >= 1 && limit <= MAX_LINES, "/limit", "must be 1 to " + MAX_LINES);
        violations.throwIfAny();
        List<PaymentAudit.Line> items = audit.payments(after, limit);
        return new Page(items, items.size() < limit ? null : items.getLast().orderId());
    }

    @GetMapping("/payments/digests")
    List<RangeDigest> digests(@RequestParam List<UUID> first, @RequestParam List<UUID> last) {
        return audit.digests(new IdRanges(first, last));
    }

    @GetMapping("/ledger")
    PaymentAudit.LedgerReport ledger() {
        return audit.ledger();
    }
}
