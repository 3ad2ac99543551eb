package dev.bulwark.order.web;

import java.time.Duration;
import java.util.UUID;

import dev.bulwark.order.cancellation.OrderCancellation;
import dev.bulwark.order.domain.OrderId;
import dev.bulwark.order.domain.OrderStatus;
import dev.bulwark.order.domain.SealedText;
import dev.bulwark.order.keys.PersonalDataVault;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.core.security.Caller;
import dev.bulwark.platform.http.idempotency.IdempotentRequest;
import dev.bulwark.platform.http.idempotency.IdempotentRequests;
import dev.bulwark.platform.messaging.inbox.ConflictException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts requests to cancel. 202 means requested, not done. */
@RestController
class CancelController {

    /** The saga may write the same stream. It writes few events, so losing four times has another cause. */
    private static final int MAX_ATTEMPTS = 4;

    record CancelRequest(@Nullable String reason) {

        /** Contains no personal data, so that no log does. */
        @Override
        public String toString() {
            return "CancelRequest[…]";
        }
    }

    record CancelBody(UUID id, OrderStatus status, boolean cancelRequested, long version) {}

    private final OrderCancellation cancellation;
    private final PersonalDataVault vault;
    private final IdempotentRequests idempotent;

    CancelController(OrderCancellation cancellation, PersonalDataVault vault, IdempotentRequests idempotent) {
        this.cancellation = cancellation;
        this.vault = vault;
        this.idempotent = idempotent;
    }

    @PostMapping("/api/v1/orders/{id}/cancel")
    ResponseEntity<byte[]> cancel(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable CancelRequest request,
            IdempotentRequest key) {
        OrderId order = new OrderId(id);
        SealedText reason = reason(order, caller, request);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try {
                return idempotent.execute(
                        key, () -> answer(order, cancellation.request(order, caller.subject(), reason)));
            } catch (ConflictException e) {
                // decide again on the state that the other writer recorded
            }
        }
        throw Problem.unavailable(Duration.ofSeconds(1)).exception();
    }

    private @Nullable SealedText reason(OrderId order, Caller caller, @Nullable CancelRequest request) {
        Violations violations = new Violations();
        String reason = violations.optional(request == null ? null : request.reason(), "/reason", PlaceOrderRules.NOTE);
        violations.throwIfAny();
        return reason == null ? null : vault.seal(order, caller.subject(), reason);
    }

    private static ResponseEntity<CancelBody> answer(OrderId order, long version) {
        return ResponseEntity.accepted()
                .header(ConsistencyToken.HEADER, ConsistencyToken.of(order, version))
                .body(new CancelBody(order.value(), OrderStatus.PENDING, true, version));
    }
}
