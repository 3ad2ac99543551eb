package dev.bulwark.platform.messaging.outbox;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The outbox's report for the audit (scope {@code internal}); the same in every service. */
@Hidden
@RestController
final class OutboxAuditController {

    private final OutboxAudit audit;

    OutboxAuditController(OutboxAudit audit) {
        this.audit = audit;
    }

    @GetMapping("/internal/audit/outbox")
    OutboxAudit.Report outbox() {
        return audit.report();
    }
}
