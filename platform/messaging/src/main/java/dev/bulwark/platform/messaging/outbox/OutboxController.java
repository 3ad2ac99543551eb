package dev.bulwark.platform.messaging.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.messaging.operations.Reason;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of the outbox and its relay; the same in every service. The platform lets nobody in without scope {@code ops}. */
@RestController
@RequestMapping("/ops/${bulwark.ops.service}/outbox")
final class OutboxController {

    private static final int MAX_BLOCKED_SHOWN = 100;

    private final RelayStatus relay;
    private final OutboxAudit audit;
    private final Runnable wakeRelay;

    OutboxController(RelayStatus relay, OutboxAudit audit, Runnable wakeRelay) {
        this.relay = relay;
        this.audit = audit;
        this.wakeRelay = wakeRelay;
    }

    /**
     * @param pending rows that wait, those of blocked keys among them; from {@code bulwark.outbox.max-pending-rows} on that number, which then
     *     means "at least so many"
     * @param oldestAgeSeconds of the first of them; 0 if none waits
     * @param relayOwner who publishes; absent while nobody does
     * @param relayToken of the latest owner: it grows with each change; absent before the first
     * @param leaseExpiresAt when another may take over from the latest owner; absent once it gave its lease back
     * @param blockedKeyCount all of them
     * @param blockedKeys the first hundred
     */
    record Status(
            long pending,
            long oldestAgeSeconds,
            @Nullable String relayOwner,
            @Nullable Long relayToken,
            @Nullable Instant leaseExpiresAt,
            long blockedKeyCount,
            List<RelayStatus.BlockedKey> blockedKeys) {}

    /** @param reason why it should work now */
    record UnblockRequest(
            @Nullable String topic,
            @Nullable String key,
            @Nullable String reason) {}

    @Operation(summary = "Tells what waits to be published, who publishes, and which keys no broker took")
    @GetMapping
    Status status() {
        OutboxAudit.Report report = audit.report();
        Optional<RelayStatus.Lease> lease = relay.lease();
        return new Status(
                report.pending(),
                report.oldestAgeSeconds(),
                lease.filter(RelayStatus.Lease::held)
                        .map(RelayStatus.Lease::owner)
                        .orElse(null),
                lease.map(RelayStatus.Lease::token).orElse(null),
                lease.map(RelayStatus.Lease::expiresAt).orElse(null),
                report.blockedKeys(),
                relay.blockedKeys(MAX_BLOCKED_SHOWN));
    }

    @Operation(
            summary = "Has the relay try a blocked key again",
            description =
                    "For when what made the broker refuse its message is mended; if it isn't, the key is blocked again at once."
                            + " The reason is kept with who asked and when.")
    @PostMapping("/unblock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(@RequestBody UnblockRequest request, Caller caller) {
        Violations violations = new Violations();
        String topic = required(request.topic(), "/topic", violations);
        String key = required(request.key(), "/key", violations);
        String reason = Reason.required(violations, request.reason());
        violations.throwIfAny();
        if (!relay.unblock(topic, key, caller.subject(), reason)) {
            throw Problem.notFound().exception();
        }
        wakeRelay.run();
    }

    private static String required(@Nullable String value, String pointer, Violations violations) {
        String text = value == null ? "" : value;
        violations.check(!text.isEmpty() && text.indexOf('\0') < 0, pointer, "is required, as the status shows it");
        return text;
    }
}
