package dev.bulwark.saga.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit for operators: 200 with what it found, 503 when a source is away, never {@code ok} by default. */
@RestController
final class AuditController {

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/ops/audit")
    AuditReport audit(@RequestParam(required = false) @Nullable Instant settledBefore) {
        return audit.run(settledBefore);
    }
}
